"""Holds packets back in a namespace for a time, through the kernel's packet queue and without any library.

The usual `tc netem` is not in every kernel; the queue is. A rule of the table `mangle` sends packets to it, and a thread
in the namespace gives each back after its time.
"""

import heapq
import select
import socket
import struct
import threading
import time

_NETLINK_NETFILTER = 12
_QUEUE = 3 << 8
_PACKET, _VERDICT, _CONFIG = _QUEUE, _QUEUE | 1, _QUEUE | 2
_ACCEPT = 1


def _attribute(kind, value):
    return struct.pack("=HH", 4 + len(value), kind) + value + b"\0" * (-len(value) % 4)


def _message(kind, *attributes):
    body = struct.pack(">BBH", socket.AF_UNSPEC, 0, 0) + b"".join(attributes)
    return struct.pack("=IHHII", 16 + len(body), kind, 1, 0, 0) + body


def _packet_id(message):
    """Returns the id in a packet's message: its attributes follow the two headers."""
    offset = 20
    while offset + 4 <= len(message):
        length, kind = struct.unpack_from("=HH", message, offset)
        if kind & 0x3FFF == 1:
            return struct.unpack_from(">I", message, offset + 4)[0]
        offset += (length + 3) & ~3
    return None


class Delay:
    """Holds back the packets that the match names, as they leave the namespace. To be started and stopped once."""

    def __init__(self, space, match, seconds):
        self._space = space
        self._rule = ["POSTROUTING", *match, "-j", "NFQUEUE", "--queue-num", "0", "--queue-bypass"]
        self._seconds = seconds
        self.held = 0  # packets so far
        self._stopping = threading.Event()
        self._bound = threading.Event()
        self._thread = threading.Thread(target=self._work, daemon=True)

    def start(self):
        self._thread.start()
        if not self._bound.wait(5):
            raise RuntimeError("the kernel's packet queue cannot be had")
        self._space.run("iptables", "-w", "-t", "mangle", "-A", *self._rule)

    def stop(self):
        self._space.run("iptables", "-w", "-t", "mangle", "-D", *self._rule)
        self._stopping.set()
        self._thread.join(5)

    def _work(self):
        self._space.enter()
        with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, _NETLINK_NETFILTER) as queue:
            queue.bind((0, 0))
            queue.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 << 20)
            queue.send(_message(_CONFIG, _attribute(1, struct.pack(">BBH", 1, 0, 0))))  # bind
            queue.send(_message(_CONFIG, _attribute(2, struct.pack(">IB", 0, 1))))  # no packet's content is needed
            self._bound.set()
            self._pump(queue)

    def _pump(self, queue):
        held = []
        while held or not self._stopping.is_set():
            now = time.monotonic()
            while held and (held[0][0] <= now or self._stopping.is_set()):
                _, number = heapq.heappop(held)
                queue.send(_message(_VERDICT, _attribute(2, struct.pack(">II", _ACCEPT, number))))
            wait = min(held[0][0] - now, 0.1) if held else 0.1
            if select.select([queue], [], [], max(wait, 0))[0]:
                self._receive(queue, held)

    def _receive(self, queue, held):
        try:
            data = queue.recv(1 << 16)
        except OSError:  # the kernel had no room for some messages; the packets in question are lost
            return
        due = time.monotonic() + self._seconds
        while len(data) >= 20:
            length, kind = struct.unpack_from("=IH", data)
            if kind == _PACKET:
                number = _packet_id(data[:length])
                if number is not None:
                    heapq.heappush(held, (due, number))
                    self.held += 1
            data = data[(length + 3) & ~3:]
