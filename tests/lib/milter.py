"""The mail server's half of the milter protocol (version 6), as far as a filter that signs needs it:

    signed = through_milter(("127.0.0.1", 8891), message, sender="a@example.org", to="b@example.net")

gives the message back with the header fields that the filter added, or raises Refused."""
import re
import socket
import struct


class Refused(Exception):
    pass


class Milter:
    def __init__(self, address):
        self.s = socket.create_connection(address, timeout=20)

    def send(self, command, data=b""):
        self.s.sendall(struct.pack(">I", len(data) + 1) + command + data)

    def receive(self):
        head = self._exactly(4)
        packet = self._exactly(struct.unpack(">I", head)[0])
        return packet[:1], packet[1:]

    def _exactly(self, n):
        got = b""
        while len(got) < n:
            more = self.s.recv(n - len(got))
            if not more:
                raise Refused("the filter hung up")
            got += more
        return got

    def step(self, command, data=b""):
        self.send(command, data)
        answer, rest = self.receive()
        if answer not in b"ca":
            raise Refused(f"{command!r}: {answer!r} {rest!r}")
        return answer


def fields(message):
    """(name, value) of the header, values with their folding; and the body."""
    head, body = message.split(b"\r\n\r\n", 1)
    found = []
    for line in re.split(rb"\r\n(?![ \t])", head):
        name, value = line.split(b":", 1)
        found.append((name, value.removeprefix(b" ").replace(b"\r\n", b"\n")))
    return found, body


def through_milter(address, message, sender, to):
    m, added = Milter(address), []
    m.send(b"O", struct.pack(">III", 6, 0x1FF, 0))
    m.receive()
    m.send(b"D", b"Cj\0mail.example.org\0")
    m.step(b"C", b"localhost\0" + b"4" + struct.pack(">H", 4711) + b"127.0.0.1\0")
    m.step(b"H", b"localhost\0")
    m.step(b"M", f"<{sender}>\0".encode())
    m.step(b"R", f"<{to}>\0".encode())
    head, body = fields(message)
    for name, value in head:
        m.step(b"L", name + b"\0" + value + b"\0")
    m.step(b"N")
    for at in range(0, len(body), 65000):
        m.step(b"B", body[at:at + 65000])
    m.send(b"E")
    while True:
        answer, data = m.receive()
        if answer in b"ih":
            name, value, _ = (data[4:] if answer == b"i" else data).split(b"\0")
            added.insert(0, name + b": " + value.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
        elif answer in b"ca":
            break
        elif answer not in b"pm":  # progress, a changed field (none of ours)
            raise Refused(f"{answer!r} {data!r}")
    m.s.close()
    return b"".join(f + b"\r\n" for f in added) + message
