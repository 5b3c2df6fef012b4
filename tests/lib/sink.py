"""A mail sink for many mails and many faults: fast, and it logs what it took and how much its peer can know of that.

    with Sink() as sink:
        sink.fault = lambda stage, to: "451 4.3.0 later" if stage == "DATA" and dice.random() < 0.1 else None
        …  ATLAS_SMTP_URL = sink.url
        sink.taken                       # a Taken for each message that was kept, in order
        sink.answered["451"]             # how often it answered so

fault is asked at "MAIL", "RCPT" and "DATA" (the whole message is there), and says what to answer instead of 250; DROP cuts the
line: at DATA after the final dot, with the message kept, so that the sender cannot know. A message that got its 250 is
`sure` as soon as the sender's next command comes: it read the 250, and what it does before it goes on is done. While it is
not sure, the sender may have died without knowing: the window in which a second copy may come.

As a program it prints its port and then counts until its input ends: python3 sink.py"""
import asyncio
import collections
import re
import sys
import threading
import time
from dataclasses import dataclass

DROP = "DROP"
MESSAGE_ID = re.compile(rb"^Message-ID:[ \t\r\n]*(<[^>]*>)", re.I | re.M)


@dataclass
class Taken:
    id: str
    to: str
    answered: bool  # 250; else the line was cut
    at: float       # time.monotonic()
    sure: bool = False


class _Peer(asyncio.Protocol):
    def __init__(self, sink):
        self.sink, self.seen, self.in_data, self.to, self.last = sink, b"", False, "", None

    def connection_made(self, transport):
        self.transport = transport
        self.say("220 sink")

    def say(self, reply):
        self.sink.answered[reply[:3]] += 1
        self.transport.write(reply.encode() + b"\r\n")

    def data_received(self, data):
        self.seen += data
        while not self.transport.is_closing():
            end = self.seen.find(b"\r\n.\r\n") if self.in_data else self.seen.find(b"\r\n")
            if end < 0:
                return
            taken, self.seen = self.seen[:end], self.seen[end + (5 if self.in_data else 2):]
            if self.in_data:
                self.message(taken)
            else:
                self.command(taken.decode("utf-8", "replace"))

    def faulty(self, stage):
        fault = self.sink.fault(stage, self.to) if self.sink.fault else None
        if fault == DROP:
            self.sink.answered[DROP] += 1
            self.transport.abort()
        elif fault:
            self.say(fault)
        return fault

    def command(self, line):
        verb = line[:4].upper()
        if self.last:
            self.last.sure, self.last = True, None
        if verb == "QUIT":
            self.say("221 bye")
            self.transport.close()
        elif verb == "DATA":
            self.in_data = True
            self.say("354 go on")
        else:
            if verb == "RCPT":
                self.to = line[line.find("<") + 1:line.rfind(">")]
            if verb not in ("MAIL", "RCPT") or not self.faulty(verb):
                self.say("250 OK")

    def message(self, content):
        self.in_data = False
        fault = self.faulty("DATA")
        if fault and fault != DROP:
            return
        found = MESSAGE_ID.search(content[:8192])
        one = Taken(found[1].decode() if found else "", self.to, answered=fault is None, at=time.monotonic())
        self.sink.taken.append(one)
        if one.answered:
            self.last = one
            self.say("250 kept")


class Sink:
    def __init__(self):
        self.fault, self.taken, self.answered = None, [], collections.Counter()
        self.loop = asyncio.new_event_loop()
        self.server = self.loop.run_until_complete(self.loop.create_server(lambda: _Peer(self), "127.0.0.1", 0))
        self.port = self.server.sockets[0].getsockname()[1]
        self.url = f"smtp://127.0.0.1:{self.port}"
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()

    def close(self):
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(5)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


if __name__ == "__main__":
    with Sink() as counted:
        print(counted.port, flush=True)
        sys.stdin.read()
