"""The stores that sessions are kept in, each with its defaults but for addresses and files, on loopback ports."""

import glob
import os
import re
import shutil
import socket
import ssl
import subprocess

from memshare_bench.processes import Process, Usage, cpu_seconds, free_ports, java


def _unprivileged():
    """Returns what to put before a command that refuses to be run by root."""
    return ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []


def postgresql_programs(path=None, debian="/usr/lib/postgresql"):
    """Returns the folder of PostgreSQL's server programs: that of the path, or else the newest of those that Debian keeps off it."""
    def version(folder):
        return [int(number) for number in re.findall(r"\d+", folder[len(debian):])]

    found = shutil.which("initdb", path=path)
    folders = [os.path.dirname(os.path.realpath(found))] if found else []
    folders += sorted(glob.glob(f"{debian}/*/bin"), key=version, reverse=True)
    for folder in folders:
        if all(os.access(os.path.join(folder, program), os.X_OK) for program in ("initdb", "postgres")):
            return folder
    raise RuntimeError("the server programs of PostgreSQL, initdb and postgres, are not there")


def ask(port, request, last, tls=None):
    """Sends one line of a text protocol, over TLS if there is a context for it, and returns the answer up to its last line."""
    with socket.create_connection(("127.0.0.1", port), 5) as plain:
        connection = tls.wrap_socket(plain, server_hostname="127.0.0.1") if tls else plain
        connection.sendall(request + b"\r\n")
        answer = b""
        while last not in answer:
            piece = connection.recv(65536)
            if not piece:
                break
            answer += piece
    return answer.decode("ascii", "replace").splitlines()


def memcached_stats(port, tls=None):
    return dict(line.split()[1:3] for line in ask(port, b"stats", b"END\r\n", tls) if line.startswith("STAT "))


class Memcached:
    """Some memcached processes."""

    name = "memcached"
    options = ()
    tls = None

    def __init__(self, count, directory, memory=256):
        self.ports = free_ports(count)
        self._log = os.path.join(directory, "memcached.log")
        self._memory = str(memory)
        self.processes = []
        for port in self.ports:
            self.processes.append(self._start(port))
        for process, port in zip(self.processes, self.ports):
            process.await_port(port)

    def _start(self, port):
        user = ["-u", "nobody"] if os.geteuid() == 0 else []
        program = os.environ.get("MEMSHARE_MEMCACHED") or "memcached"
        return Process([program, *user, "-l", "127.0.0.1", "-p", str(port), "-m", self._memory,
                        *self.options], self._log)

    def restart(self, index):
        self.processes[index] = self._start(self.ports[index])
        self.processes[index].await_port(self.ports[index])

    @property
    def nodes(self):
        return ",".join(f"127.0.0.1:{port}" for port in self.ports)

    def usage(self):
        return sum((process.usage() for process in self.processes), Usage())

    def wire(self):
        """Returns how many operations and bytes there were so far."""
        operations = moved = 0
        for port in self.ports:
            stats = memcached_stats(port, self.tls)
            operations += sum(int(stats[name]) for name in ("cmd_get", "cmd_set", "cmd_touch"))
            moved += int(stats["bytes_read"]) + int(stats["bytes_written"])
        return operations, moved

    def stop(self):
        for process in self.processes:
            process.stop()


class TlsMemcached(Memcached):
    """Some memcached processes that speak TLS, with one certificate for all."""

    def __init__(self, count, directory):
        folder = os.path.join(directory, "tls")
        os.mkdir(folder)
        self.certificate, key = os.path.join(folder, "node.pem"), os.path.join(folder, "node-key.pem")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=benchmark", "-addext",
                        "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", self.certificate], check=True, capture_output=True)
        for each, mode in ((directory, 0o711), (folder, 0o711), (key, 0o644)):  # memcached reads them as nobody
            os.chmod(each, mode)
        self.options = ("-Z", "-o", f"ssl_chain_cert={self.certificate},ssl_key={key}")
        self.tls = ssl.create_default_context(cafile=self.certificate)
        super().__init__(count, directory)


class Redis:
    """One Redis with its own defaults, which save a snapshot to disk now and then."""

    name = "Redis"

    def __init__(self, directory):
        (self.port,) = free_ports(1)
        data = os.path.join(directory, "redis")
        os.mkdir(data)
        command = ["redis-server", "--bind", "127.0.0.1", "--port", str(self.port), "--dir", data]
        self._process = Process(command, os.path.join(directory, "redis.log"))
        self._process.await_port(self.port)

    def usage(self):
        return self._process.usage()

    def wire(self):
        stats = dict(line.split(":", 1) for line in ask(self.port, b"INFO stats", b"\r\n\r\n") if ":" in line)
        moved = int(stats["total_net_input_bytes"]) + int(stats["total_net_output_bytes"])
        return int(stats["total_commands_processed"]), moved


class PostgreSql:
    """One PostgreSQL with its own defaults."""

    name = "PostgreSQL"

    def __init__(self, directory):
        (self.port,) = free_ports(1)
        programs = postgresql_programs()
        data = os.path.join(directory, "postgresql")
        os.mkdir(data, 0o700)
        if os.geteuid() == 0:
            os.chmod(directory, 0o711)
            shutil.chown(data, "postgres")
        initdb = [*_unprivileged(), f"{programs}/initdb", "-D", f"{data}/cluster", "-U", "postgres", "-A", "trust"]
        subprocess.run(initdb, check=True, cwd=data, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        options = ["-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={data}", "-p", str(self.port)]
        command = [*_unprivileged(), f"{programs}/postgres", "-D", f"{data}/cluster", *options]
        self._process = Process(command, os.path.join(directory, "postgresql.log"))
        self._process.await_port(self.port)
        with open(f"{data}/cluster/postmaster.pid", encoding="ascii") as file:
            self._postmaster = int(file.readline())

    def usage(self):
        return Usage(cpu_seconds(self._postmaster))

    def wire(self):
        return None


class HazelcastMembers:
    """Two members beside the one within the application."""

    name = "Hazelcast"

    def __init__(self, jar, directory):
        self.ports = free_ports(3)
        self.members = ",".join(f"127.0.0.1:{port}" for port in self.ports)
        self._processes = []
        for port, web in zip(self.ports[1:], free_ports(2)):
            address = ["--server.address=127.0.0.1", f"--server.port={web}"]
            command = java(jar, *address, *self.arguments(port))
            self._processes.append(Process(command, os.path.join(directory, "hazelcast.log")))
            self._processes[-1].await_port(web, 120)

    def arguments(self, port):
        return [f"--benchmark.hazelcast.port={port}", f"--benchmark.hazelcast.members={self.members}"]

    def usage(self):
        return sum((process.usage() for process in self._processes), Usage())

    def wire(self):
        return None
