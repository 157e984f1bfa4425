"""Processes that a measurement starts, and ends by their own ids."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
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


def java(jar, *arguments):
    """Returns the command of an application; all are started alike. Compiler threads that come and go could not be measured."""
    return ["java", "-Xmx512m", "-XX:-UseDynamicNumberOfCompilerThreads", "-jar", jar, *arguments]


def _read_stat(path):
    """Returns the name of a process or a thread and the fields behind it, or None if it has ended."""
    try:
        with open(path, encoding="ascii", errors="replace") as file:
            name, fields = file.read().rsplit(")", 1)
            return name.split("(", 1)[1], fields.split()
    except (FileNotFoundError, ProcessLookupError):
        return None


def _stat(pid):
    stat = _read_stat(f"/proc/{pid}/stat")
    return None if stat is None else stat[1]


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


def compiler_seconds(pid, root="/proc"):
    """Returns the processor time of each of Java's just-in-time compilers that is there, by the id of its thread."""
    seconds = {}
    try:
        threads = os.listdir(f"{root}/{pid}/task")
    except (FileNotFoundError, ProcessLookupError):
        threads = []
    for thread in threads:
        stat = _read_stat(f"{root}/{pid}/task/{thread}/stat")
        if stat is not None and "Compiler" in stat[0]:
            seconds[thread] = (int(stat[1][11]) + int(stat[1][12])) / TICKS
    return seconds


class Usage:
    """What some processes have used of the processors up to now: all of it, and what of it their compilers have."""

    def __init__(self, total=0.0, compilers=None):
        self.total = total
        self.compilers = compilers or {}

    def __add__(self, other):
        return Usage(self.total + other.total, {**self.compilers, **other.compilers})

    def since(self, before):
        """Returns what was used meanwhile without the compilers, and by them. Of a compiler that is no longer there nobody knows what it
        used; that stays with the rest."""
        compilers = sum(max(0.0, seconds - before.compilers.get(thread, 0.0)) for thread, seconds in self.compilers.items())
        return max(0.0, self.total - before.total - compilers), compilers


class Process:
    """A program that was started here."""

    started = []  # and not yet known to have ended

    def __init__(self, command, log):
        with open(log, "ab") as output:
            self.popen = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT)
        self.started.append(self)
        self.log = log

    @property
    def pid(self):
        return self.popen.pid

    def usage(self):
        return Usage(cpu_seconds(self.pid), compiler_seconds(self.pid))

    def signal(self, number):
        self.popen.send_signal(number)

    def kill(self):
        self.popen.kill()
        self.popen.wait(30)
        self._ended()

    def stop(self):
        if self.popen.poll() is None:
            self.popen.send_signal(signal.SIGCONT)
            self.popen.terminate()
            try:
                self.popen.wait(20)
            except subprocess.TimeoutExpired:
                self.popen.kill()
                self.popen.wait(20)
        self._ended()

    def _ended(self):
        if self in self.started:
            self.started.remove(self)

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


# --- how a run ends ------------------------------------------------------------------------------------------------

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextlib.contextmanager
def workplace(program):
    """A folder for the files of a run. When the run leaves it, for whatever reason, a signal included, all processes that it has
    started are ended, the last one first, as applications are started after their stores."""
    # what is ignored already, as by nohup, stays so
    before = {number: signal.getsignal(number) for number in _SIGNALS if signal.getsignal(number) is not signal.SIG_IGN}
    try:
        with tempfile.TemporaryDirectory(prefix=f"memshare-{program}-") as directory:
            try:
                for number in before:
                    signal.signal(number, _leave)
                yield directory
            finally:
                _ignore(before)
                for process in reversed(list(Process.started)):
                    process.stop()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _leave(number, _):
    # nothing may interrupt what ends the processes
    _ignore(_SIGNALS)
    sys.exit(128 + number)


def _ignore(numbers):
    for number in numbers:
        signal.signal(number, signal.SIG_IGN)
