"""Processes that a measurement starts, and ends by their own ids."""

import os
import signal
import socket
import subprocess
import time

TICKS = os.sysconf("SC_CLK_TCK")


def free_ports(count):
    """Returns ports of the loopback address that nobody uses."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
    finally:
        for each in sockets:
            each.close()


def _stat(pid):
    """Returns the fields of a process behind its name, or None if it has ended."""
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as file:
            return file.read().rsplit(")", 1)[1].split()
    except (FileNotFoundError, ProcessLookupError):
        return None


def cpu_seconds(pid):
    """Returns the processor time of a process with its children, the ended ones included."""
    own = _stat(pid)
    if own is None:
        return 0.0
    ticks = sum(int(field) for field in own[11:15])
    for entry in os.listdir("/proc"):
        child = _stat(entry) if entry.isdigit() else None
        if child is not None and child[1] == str(pid):
            ticks += int(child[11]) + int(child[12])
    return ticks / TICKS


class Process:
    """A program that was started here."""

    def __init__(self, command, log):
        with open(log, "ab") as output:
            self.popen = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT)
        self.log = log

    @property
    def pid(self):
        return self.popen.pid

    def cpu(self):
        return cpu_seconds(self.pid)

    def signal(self, number):
        self.popen.send_signal(number)

    def kill(self):
        self.popen.kill()
        self.popen.wait(30)

    def stop(self):
        if self.popen.poll() is not None:
            return
        self.popen.send_signal(signal.SIGCONT)
        self.popen.terminate()
        try:
            self.popen.wait(20)
        except subprocess.TimeoutExpired:
            self.popen.kill()
            self.popen.wait(20)

    def await_port(self, port, seconds=60):
        """Waits until something accepts connections there."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.popen.poll() is not None:
                break
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"nothing listens on port {port}; see {self.log}")
