"""The lab: hosts with a memcached and an application server each, a client and an outsider beside them."""

import json
import os
import shutil
import signal
import socket
import sys
import time

from memshare_lab import security, web
from memshare_lab.namespaces import RUN, Namespace, end, remove_run, temporary_folder

CLIENT = "203.0.113.50"
OUTSIDER = "10.99.99.99"
PORT = security.PORT
NAME = "nodes.lab"  # has the addresses of the nodes in use, for servers that look them up
# the program; another one is named by the same variable as for the tests
MEMCACHED = os.environ.get("MEMSHARE_MEMCACHED") or "memcached"
LOOKED_UP = f"--memshare.nodes=dns:{NAME}:{PORT}"
VOUCHER = "memshare:voucher"
AVAILABLE, QUORUM = "available", "quorum"  # memshare.consistency


class Host:
    """One server of the tutorial: its addresses, and the processes that run on it at the moment."""

    def __init__(self, number):
        self.number = number
        self.name = f"lamp{number:02}"
        self.public = f"{number}.{number}.{number}.{number}"
        self.private = f"10.{number}.{number}.{number}"
        self.spare_address = f"10.{number}.{number}.{100 + number}"
        self.space = Namespace(self.name)
        self.memcached = None
        self.spare = None  # a second memcached, which is to replace the first
        self.app = None
        self.app_is_changed = False  # whether the server runs with other settings than the lab's


class Balancer:
    """The load balancer, to visitors a server like any other."""

    name = "balancer"
    public = CLIENT

    def __init__(self):
        self.app = None


class Lab:
    """All hosts, the wires between them, and the client. To be used in a `with`, which takes all of it down again."""

    def __init__(self, jar, count=3, secured=False, consistency=AVAILABLE, settings=()):
        self.source = jar
        self.settings = settings  # of every server, beside the lab's own
        self.consistency = consistency
        self.secured = secured
        self.security = security.Open()
        self.hosts = [Host(number) for number in range(1, count + 1)]
        self.switch = Namespace("switch")
        self.client = Namespace("client")
        self.outsider = Namespace("outsider")
        self.balancer = Balancer()
        self.folder = temporary_folder()
        self.keep_logs = False

    def __enter__(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda number, frame: sys.exit(128 + number))
        return self

    def __exit__(self, kind, error, trace):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        kept = None
        interrupted = isinstance(error, SystemExit) and error.code in (129, 130, 143)
        if (self.keep_logs or error is not None) and not interrupted:
            kept = f"/tmp/memshare-lab-logs-{RUN}"
            shutil.copytree(self.folder, kept, ignore=shutil.ignore_patterns("*.jar", "tmp"), dirs_exist_ok=True)
        for process in self._processes():
            end(process)
        remove_run(RUN)
        if kept:
            print(f"the logs are kept in {kept}", file=sys.stderr)

    def _processes(self):
        return [self.balancer.app] + [process for host in self.hosts for process in (host.app, host.memcached, host.spare)]

    # --- the network -----------------------------------------------------------------------------------------------

    def build(self):
        """Makes the namespaces and the two networks: eth0 is public, eth1 private. No way leads out of them."""
        shutil.copy(self.source, self.folder / "sample.jar")
        (self.folder / "tmp").mkdir()
        if self.secured:
            self.security = security.Secured(self.hosts, self.folder)
        self.switch.create()
        for bridge in ("public", "private"):
            self.switch.run("ip", "link", "add", bridge, "type", "bridge")
            self.switch.run("ip", "link", "set", bridge, "up")
        for space in [self.client, self.outsider] + [host.space for host in self.hosts]:
            space.create()
        for host in self.hosts:
            self._public(host.space, host.public)
            self._wire(host.space, "eth1", "private", f"{host.private}/8")
            host.space.run("ip", "address", "add", f"{host.spare_address}/8", "dev", "eth1")
        self._public(self.client, CLIENT)
        self._wire(self.outsider, "eth1", "private", f"{OUTSIDER}/8")

    def _public(self, space, address):
        self._wire(space, "eth0", "public", f"{address}/32")
        for other in [host.public for host in self.hosts] + [CLIENT]:
            if other != address:
                space.run("ip", "route", "add", f"{other}/32", "dev", "eth0", "src", address)

    def _wire(self, space, device, bridge, address):
        plug = f"{space.label}-{device[-1]}"
        self.switch.run("ip", "link", "add", plug, "type", "veth", "peer", "name", device, "netns", space.name)
        self.switch.run("ip", "link", "set", plug, "master", bridge, "up")
        space.run("ip", "address", "add", address, "dev", device)
        space.run("ip", "link", "set", device, "up")

    # --- the processes ---------------------------------------------------------------------------------------------

    def memcached_command(self, address):
        return [MEMCACHED, "-u", "nobody", "-l", address, "-p", str(PORT), "-U", "0", "-m", "64",
                *self.security.memcached_arguments]

    def start_memcached(self, host, *arguments):
        """Starts the host's memcached, empty, on its private address, with further arguments."""
        host.memcached = host.space.start(*self.memcached_command(host.private), *arguments,
                                          log=self.folder / f"{host.name}-memcached.log")
        until(lambda: self.connects(host.space, host.private), 10, f"memcached does not listen on {host.name}")

    def start_spare(self, host):
        """Starts a second memcached on the host, empty, on its other private address."""
        host.spare = host.space.start(*self.memcached_command(host.spare_address), log=self.folder / f"{host.name}-spare.log")
        until(lambda: self.connects(host.space, host.spare_address), 10, f"the second memcached does not listen on {host.name}")

    def kill_spare(self, host):
        end(host.spare)
        host.spare = None

    def stop_memcached(self, host):
        end(host.memcached, signal.SIGTERM)
        host.memcached = None

    def kill_memcached(self, host):
        end(host.memcached)
        host.memcached = None

    def start_app(self, host, environment=None, settings=(), nodes=None):
        """Starts the host's application server, which needs a few seconds; `await_apps` waits for it.

        It uses the nodes of all hosts unless others are given, or the settings name them.
        """
        listed = (f"--memshare.nodes={','.join(other.private for other in nodes or self.hosts)}",)
        if any(setting.startswith("--memshare.nodes=") for setting in settings):
            listed = ()
        host.app = host.space.start(
            "java", *self.security.jvm_arguments, *self._name_service(settings), "-XX:-UsePerfData", "-Xmx160m",
            f"-Djava.io.tmpdir={self.folder}/tmp", "-jar", self.folder / "sample.jar", f"--server.address={host.public}", "--server.port=80",
            *listed, f"--memshare.consistency={self.consistency}", *self.security.app_settings, *self.settings, *settings,
            log=self.folder / f"{host.name}-app.log", environment=environment)
        host.app_is_changed = bool(environment or settings or nodes)

    def _name_service(self, settings):
        """Returns the options of a JVM for these settings: where it finds addresses, if it has to look up the nodes."""
        if LOOKED_UP not in settings:
            return ()
        return f"-Djdk.net.hosts.file={self.folder}/names", "-Dsun.net.inetaddr.ttl=1"

    def publish_names(self):
        """Gives the name the address of the newer node of each host; a server reads the old ones or the new ones."""
        addresses = [f"{host.spare_address if host.spare else host.private} {NAME}" for host in self.hosts]
        written = self.folder / "names.new"
        written.write_text("\n".join(["127.0.0.1 localhost", *addresses, ""]))
        os.replace(written, self.folder / "names")

    def kill_app(self, host):
        end(host.app)
        host.app = None
        host.app_is_changed = False

    def await_apps(self):
        """Waits until every application server sees every node."""
        for host in self.hosts:
            until(lambda host=host: self._sees_all(host), 90, f"the server of {host.name} does not see every node")

    def await_page(self, host):
        """Waits until the host's server answers, whatever it sees of the nodes."""
        until(lambda: self.client.call(web.ask, host.public, "GET", "/").ok, 90, f"the server of {host.name} does not answer")

    def _sees_all(self, host):
        if host.app is None or host.app.poll() is not None:
            raise RuntimeError(f"the server of {host.name} has ended")
        return sum(node["up"] for node in self.overview(host)) == len(self.hosts)

    def overview(self, host):
        """Returns what the host's server says of the nodes; none if it does not answer."""
        answer = self.client.call(web.ask, host.public, "GET", "/session/overview")
        return json.loads(answer.text)["nodes"] if answer.status == 200 else []

    def act(self, host, node, action):
        """Has the host's server do something with a node, by the Actuator's endpoint; returns the answer."""
        return self.client.call(web.ask, host.public, "POST", f"/actuator/memshare/{node}/{action}")

    def nodes_listed(self, host):
        """Returns the nodes that the host's server uses; none while it changes the list, or does not answer."""
        answer = self.client.call(web.ask, host.public, "GET", "/actuator/memshare")
        listed = json.loads(answer.text)["list"] if answer.status == 200 else {}
        return set(listed["nodes"]) if listed.get("phase") == "stable" else set()

    def start_balancer(self):
        """Starts a load balancer without stickiness in the client's namespace."""
        servers = "\n".join(f"    server {host.name} {host.public}:80" for host in self.hosts)
        configuration = self.folder / "haproxy.cfg"
        configuration.write_text(f"""global
    maxconn 256

defaults
    mode http
    option redispatch
    retries 2
    timeout connect 1s
    timeout client 30s
    timeout server 30s

listen sample
    bind {CLIENT}:80
    balance roundrobin
{servers}
""")
        self.balancer.app = self.client.start("haproxy", "-db", "-f", configuration, log=self.folder / "haproxy.log")
        until(lambda: self.connects(self.client, CLIENT, 80), 10, "the load balancer does not listen")

    def stop_balancer(self):
        end(self.balancer.app)
        self.balancer.app = None

    # --- looks at the servers --------------------------------------------------------------------------------------

    def seconds_ahead(self, host):
        """Returns how far the clock of the host's server is ahead, by the date of an answer; whole seconds, less than one late."""
        answer = self.client.call(web.ask, host.public, "GET", "/")
        return answer.date - time.time() if answer.date is not None else None

    # --- looks at memcached ----------------------------------------------------------------------------------------

    def connects(self, space, address, port=PORT, seconds=2):
        """Tells whether a connection can be made from the namespace."""
        return self.connecting(space, address, port, seconds) == "connected"

    def connecting(self, space, address, port=PORT, seconds=2):
        """Returns what becomes of a connection from the namespace: connected, refused or timed out."""
        def connect():
            try:
                with socket.create_connection((address, port), seconds):
                    return "connected"
            except ConnectionRefusedError:
                return "refused"
            except TimeoutError:
                return "timed out"
        return space.call(connect)

    def ask(self, host, line, last=b"\r\n"):
        """Sends a line to the host's memcached, from the host itself, and returns the answer; empty if there is none."""
        def send():
            with self.security.connect(host, 2) as connection:
                connection.sendall(line.encode() + b"\r\n")
                answer = b""
                while not answer.endswith(last):
                    part = connection.recv(65536)
                    if not part:
                        break
                    answer += part
                return answer.decode("latin-1")
        try:
            return host.space.call(send)
        except OSError:
            return ""

    def fill(self, host, megabytes):
        """Stores so much in the host's memcached, from the host itself, under keys that are not memshare's."""
        def send():
            value = bytes(900_000)
            with self.security.connect(host, 10) as connection:
                for number in range(megabytes * 1_000_000 // len(value)):
                    connection.sendall(b"set other:%d 0 0 %d noreply\r\n%s\r\n" % (number, len(value), value))
                connection.sendall(b"version\r\n")
                connection.recv(100)
        host.space.call(send)

    def is_whole(self, host):
        """Tells whether the host's node holds every record that it should, in its own word and that of every server.

        The node's word alone does not last: a server that knows of a change that the node has missed takes it back.
        """
        return self._vouches(host) and all(node["complete"] for other in self.hosts if other.app is not None
                                           for node in self.overview(other) if node["address"] == f"{host.private}:{PORT}")

    def _vouches(self, host):
        """Tells whether the node's voucher says "complete", or may say so: what is sealed only the servers can read."""
        if self.secured:
            return True
        answer = self.ask(host, f"get {VOUCHER}", b"END\r\n")
        value = answer.partition("\r\n")[2]
        # the format, and flags whose lowest bit says "complete" (docs/record-format.md)
        return len(value) > 2 and value[0] == "\x01" and ord(value[1]) & 1 == 1

    def statistic(self, host, name):
        for line in self.ask(host, "stats", b"END\r\n").splitlines():
            if line.startswith(f"STAT {name} "):
                return int(line.split()[2])
        return 0

    def mark(self, text):
        """Writes a line into the log of every server, so that what follows is found there."""
        for host in self.hosts:
            with open(self.folder / f"{host.name}-app.log", "a", encoding="utf-8") as log:
                log.write(f"==== {text}\n")

    # --- a clean slate ---------------------------------------------------------------------------------------------

    def reset(self):
        """Brings every node back empty and whole, and every server up: each scenario starts alike."""
        for host in self.hosts:
            self.kill_memcached(host)
        for host in self.hosts:
            self.start_memcached(host)
        for host in self.hosts:
            if host.app is None or host.app.poll() is not None:
                self.start_app(host)
        self.await_apps()
        if not self._founded(5):
            # a server that remembers a write that a node has missed keeps the new nodes from being taken for new
            for host in self.hosts:
                self.kill_app(host)
                self.kill_memcached(host)
            for host in self.hosts:
                self.start_memcached(host)
                self.start_app(host)
            self.await_apps()
            if not self._founded(20):
                raise RuntimeError("the nodes do not become whole")

    def _founded(self, seconds):
        try:
            until(lambda: all(self.is_whole(host) for host in self.hosts), seconds, "")
        except RuntimeError:
            return False
        return True


def until(condition, seconds, otherwise):
    """Waits for the condition; raises an error with the text if it does not come true in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise RuntimeError(otherwise)
        time.sleep(0.1)
