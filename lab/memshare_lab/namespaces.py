"""Network namespaces and the processes in them.

A namespace's name tells which run made it, and whether that run is alive: the driver's process id and its start time.
"""

import contextlib
import ctypes
import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from pathlib import Path

PREFIX = "mslab"
FOLDER_PREFIX = "memshare-lab."
_CLONE_NEWNET = 0x40000000
_libc = ctypes.CDLL(None, use_errno=True)


def start_time(pid):
    """Returns when the process started, in the kernel's ticks, or None if there is no such process."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return stat.rpartition(")")[2].split()[19]


RUN = f"{os.getpid()}-{start_time(os.getpid())}"


def is_alive(run):
    """Tells whether the run's driver lives: its id alone may belong to another process by now."""
    pid, _, started = run.partition("-")
    return start_time(pid) == started


def temporary_folder():
    return Path(tempfile.mkdtemp(prefix=f"{FOLDER_PREFIX}{RUN}."))


def command(*arguments, check=True):
    """Runs a short command and returns what it printed."""
    done = subprocess.run(
        [str(argument) for argument in arguments],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=60, check=False)
    if check and done.returncode != 0:
        raise RuntimeError(f"{' '.join(done.args)}: {done.stdout.strip()}")
    return done.stdout


class Namespace:
    """One namespace of this run; the network in it is all that its processes can reach."""

    def __init__(self, label):
        self.label = label
        self.name = f"{PREFIX}-{RUN}-{label}"

    def create(self):
        command("ip", "netns", "add", self.name)
        self.run("ip", "link", "set", "lo", "up")
        self.run("sh", "-c", "echo 1 >/proc/sys/net/ipv6/conf/all/disable_ipv6 || true")

    def run(self, *arguments, check=True):
        return command("ip", "netns", "exec", self.name, *arguments, check=check)

    def start(self, *arguments, log, environment=None):
        """Starts a process that lives until it is ended; `ip netns exec` becomes it, so its id is the process's own."""
        with open(log, "ab") as output:
            return subprocess.Popen(
                ["ip", "netns", "exec", self.name, *[str(argument) for argument in arguments]],
                stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True,
                env={**os.environ, **(environment or {})})

    def enter(self):
        """Moves the calling thread, and no other, into this namespace."""
        with open(f"/run/netns/{self.name}", "rb") as handle:
            if _libc.setns(handle.fileno(), _CLONE_NEWNET) != 0:
                raise OSError(ctypes.get_errno(), f"cannot enter {self.name}")

    def call(self, function, *arguments):
        """Calls the function in this namespace, in a thread of its own, and returns what it returns."""
        outcome = []

        def work():
            try:
                self.enter()
                outcome.append((function(*arguments), None))
            except Exception as error:  # handed to the caller below
                outcome.append((None, error))

        thread = threading.Thread(target=work, daemon=True)
        thread.start()
        thread.join()
        result, error = outcome[0]
        if error is not None:
            raise error
        return result


def end(process, number=signal.SIGKILL):
    """Ends a process that this run started, and waits for it."""
    if process is None or process.poll() is not None:
        return
    process.send_signal(number)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(10)


def remove_run(run):
    """Kills what runs in the namespaces of the run, and deletes them and the run's folders."""
    names = [line.split()[0] for line in command("ip", "netns", "list").splitlines()
             if line.startswith(f"{PREFIX}-{run}-")]
    pids = [int(pid) for name in names for pid in command("ip", "netns", "pids", name, check=False).split()]
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline and any(_runs(pid) for pid in pids):
        time.sleep(0.05)
    for name in names:
        command("ip", "netns", "delete", name, check=False)
    for folder in Path(tempfile.gettempdir()).glob(f"{FOLDER_PREFIX}{run}.*"):
        shutil.rmtree(folder, ignore_errors=True)
    return len(names)


def _runs(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def dead_runs():
    """Returns the runs that left namespaces or folders behind and live no more."""
    found = set()
    for line in command("ip", "netns", "list").splitlines():
        parts = line.split()[0].split("-", 3)
        if len(parts) == 4 and parts[0] == PREFIX:
            found.add(f"{parts[1]}-{parts[2]}")
    for folder in Path(tempfile.gettempdir()).glob(f"{FOLDER_PREFIX}*"):
        found.add(folder.name[len(FOLDER_PREFIX):].split(".")[0])
    return sorted(run for run in found if not is_alive(run))
