"""One ICMP echo request, as ping sends it; the program is not on every machine."""

import os
import socket
import struct
import time


def _checksum(data):
    total = sum(struct.unpack(f">{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def echoes(address, seconds=2):
    """Tells whether the address answers an echo request that is sent from the calling thread's namespace."""
    number = os.getpid() & 0xFFFF
    request = struct.pack(">BBHHH", 8, 0, 0, number, 1)
    request = struct.pack(">BBHHH", 8, 0, _checksum(request), number, 1)
    with socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP) as connection:
        connection.sendto(request, (address, 0))
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            connection.settimeout(left)
            try:
                packet, sender = connection.recvfrom(1500)
            except TimeoutError:
                return False
            header = (packet[0] & 15) * 4
            kind, _, _, of = struct.unpack_from(">BBHH", packet, header)
            if sender[0] == address and kind == 0 and of == number:
                return True
    return False
