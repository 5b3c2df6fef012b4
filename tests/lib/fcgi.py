"""A small FastCGI application in the place of atlas-web, for tests of the nginx configuration alone.

    app = Application("/path/of.sock", lambda request: (200, {"Content-Type": "text/plain"}, b"hello"))
    app.requests[-1]["REQUEST_URI"], app.requests[-1].body, …          app.close()"""
import os
import socket
import struct
import threading

BEGIN, END, PARAMS, STDIN, STDOUT = 1, 3, 4, 5, 6


class FcgiRequest(dict):
    body = b""


class Application:
    def __init__(self, path, answer):
        self.answer, self.requests, self.path = answer, [], path
        if os.path.exists(path):
            os.unlink(path)
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(path)
        os.chmod(path, 0o666)
        self.listener.listen(64)
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self):
        os.unlink(self.path)
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()

    def _accept(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
        with connection, connection.makefile("rb") as stream:
            request, params = FcgiRequest(), b""
            while True:
                head = stream.read(8)
                if len(head) < 8:
                    return
                _, kind, number, length, padding, _ = struct.unpack(">BBHHBB", head)
                content = stream.read(length)
                stream.read(padding)
                if kind == PARAMS:
                    params += content
                elif kind == STDIN and content:
                    request.body += content
                elif kind == STDIN:
                    break
            request.update(_pairs(params))
            self.requests.append(request)
            status, headers, body = self.answer(request)
            text = f"Status: {status}\r\n" + "".join(f"{k}: {v}\r\n" for k, v in headers.items()) + "\r\n"
            try:
                _send(connection, number, text.encode() + body)
            except OSError:
                pass  # nginx has gone


def _send(connection, number, data):
    for i in range(0, len(data), 60000):
        piece = data[i:i + 60000]
        connection.sendall(struct.pack(">BBHHBB", 1, STDOUT, number, len(piece), 0, 0) + piece)
    connection.sendall(struct.pack(">BBHHBB", 1, STDOUT, number, 0, 0, 0) + struct.pack(">BBHHBB", 1, END, number, 8, 0, 0) + bytes(8))


def _pairs(data):
    at, pairs = 0, {}
    while at < len(data):
        sizes = []
        for _ in range(2):
            if data[at] < 128:
                sizes.append(data[at])
                at += 1
            else:
                sizes.append(struct.unpack(">I", data[at:at + 4])[0] & 0x7FFFFFFF)
                at += 4
        name, value = data[at:at + sizes[0]], data[at + sizes[0]:at + sum(sizes)]
        pairs[name.decode()] = value.decode("utf-8", "replace")
        at += sum(sizes)
    return pairs
