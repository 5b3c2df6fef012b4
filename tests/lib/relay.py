"""A mail relay that keeps what it gets and answers by a script. Needs python3-aiosmtpd.

    with Relay() as relay:
        relay.script = ["451 4.3.0 later", "550 5.1.1 no such person"]   # answers to the next DATA; then 250
        …  ATLAS_SMTP_URL = relay.url
        relay.mails[0]["Subject"], relay.envelopes[0].rcpt_tos

Besides replies a script may say DROP (the line is cut after the final dot: the sender cannot know) and HANG (no answer
until close). `refuse` maps a recipient to the reply that its RCPT gets."""
import asyncio
import email
import email.policy
import socket

from aiosmtpd.controller import Controller

DROP, HANG = "DROP", "HANG"


class Relay:
    def __init__(self, port=0):
        self.script, self.refuse, self.envelopes, self.mails, self.attempts = [], {}, [], [], 0
        if not port:
            with socket.socket() as s:
                s.bind(("127.0.0.1", 0))
                port = s.getsockname()[1]
        self.port, self.url = port, f"smtp://127.0.0.1:{port}"
        self.controller = Controller(self, hostname="127.0.0.1", port=port, data_size_limit=None)
        self.controller.start()

    async def handle_RCPT(self, _server, _session, envelope, address, _options):
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, _session, envelope):
        self.attempts += 1
        reply = self.script.pop(0) if self.script else "250 OK"
        if reply == HANG:
            await asyncio.sleep(3600)
        if reply == DROP or reply.startswith("250"):
            self.envelopes.append(envelope)
            self.mails.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        if reply == DROP:
            server.transport.abort()
        return reply

    def to(self, address):
        return [m for m, e in zip(self.mails, self.envelopes) if address in e.rcpt_tos]

    def close(self):
        self.controller.stop(no_assert=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
