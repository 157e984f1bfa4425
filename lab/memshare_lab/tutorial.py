"""Performs the tutorial, steps one to five, and prints what happens as the tutorial does."""

import argparse
import re
import sys

from memshare_lab import firewall
from memshare_lab.hosts import CLIENT, OUTSIDER, PORT, Lab
from memshare_lab.ping import echoes

HIDDEN = ("cache-control", "x-", "vary", "connection", "keep-alive", "date")


class Failed(Exception):
    """What was expected did not happen."""


def show(*lines):
    print(*lines, sep="\n", flush=True)


def require(condition, what):
    if not condition:
        raise Failed(what)


def title(text):
    show("", text, "-" * len(text))


class Tutorial:
    """One run through the tutorial on a lab that has been built."""

    def __init__(self, lab):
        self.lab = lab
        self.cookie = None
        self.visits = 0

    def perform(self):
        title("Steps one to three: memcached on every server, the same configuration everywhere")
        self.start()
        title("Step four: one session on three servers, and one memcached fewer")
        self.step_four()
        title("Before step five: an outsider on the private network")
        self.outsider("connected")
        title("Step five: the firewall")
        self.raise_firewall()
        self.outsider("timed out")
        self.pool()
        title("Step four again, behind the firewall")
        self.step_four()

    def start(self):
        lab = self.lab
        for host in lab.hosts:
            show(f"{host.name}$ {' '.join(lab.memcached_command(host.private))} &")
            lab.start_memcached(host)
        nodes = ",".join(host.private for host in lab.hosts)
        show("", "The list of nodes is exactly the same everywhere:", "")
        for host in lab.hosts:
            show(f"{host.name}$ java -jar sample.jar --memshare.nodes={nodes} --server.address={host.public} --server.port=80 &")
            lab.start_app(host)
        lab.await_apps()
        lab.start_balancer()
        for host in lab.hosts:
            require(lab.connecting(host.space, host.public) == "refused",
                    f"memcached of {host.name} does listen on the public address")

    def step_four(self):
        first = self.lab.hosts[0]
        self.first_visit(first)
        for host in self.lab.hosts:
            self.visit(host.public, host)
        show("", f"{first.name}: memcached is stopped")
        self.lab.stop_memcached(first)
        self.visit(first.public, first)
        show("", f"{first.name}: memcached is started again, empty")
        self.lab.start_memcached(first)
        self.lab.await_apps()
        show("", "The load balancer, without stickiness:")
        served = {self.visit(CLIENT, None) for _ in self.lab.hosts}
        require(served == {host.public for host in self.lab.hosts}, "the load balancer did not use every server")

    def curl(self, *arguments):
        return self.lab.client.run("curl", "-sS", "--noproxy", "*", "--max-time", "20", *arguments).replace("\r", "")

    def first_visit(self, host):
        show(f"client$ curl -i http://{host.public}/session")
        answer = self.curl("-i", f"http://{host.public}/session")
        show("\n".join(line for line in answer.splitlines() if not line.lower().startswith(HIDDEN)))
        given = re.search(r"^set-cookie: SESSION=([^;]+)", answer, re.MULTILINE | re.IGNORECASE)
        require(given, f"{host.name} sets no cookie SESSION")
        require("This is the first time you're visiting this server\n" in answer, f"{host.name} does not greet")
        self.check_page(answer, host, "")
        self.cookie = given.group(1)
        self.visits = 1

    def visit(self, address, host):
        show("", f"client$ curl -b SESSION={self.cookie} http://{address}/session")
        answer = self.curl("-b", f"SESSION={self.cookie}", f"http://{address}/session")
        show(answer.rstrip("\n"))
        require(answer.startswith(f"Your number of visits: {self.visits}\n"), f"visit {self.visits} was expected")
        self.visits += 1
        return self.check_page(answer, host, f"    [SESSION] => {self.cookie}\n")

    @staticmethod
    def check_page(answer, host, entries):
        """Checks the lines below the greeting; returns the address of the server that answered."""
        page = re.search(r"^Server IP: (.*)\nClient IP: (.*)\n(Array\n\(\n(?:.*\n)*\)\n)", answer, re.MULTILINE)
        require(page, "the page is not the tutorial's")
        require(host is None or page.group(1) == host.public, f"the server is not {host and host.public}")
        require(page.group(2) == CLIENT, f"the client is not {CLIENT}")
        require(page.group(3) == f"Array\n(\n{entries})\n", "the cookies are not those that were sent")
        return page.group(1)

    def outsider(self, expected):
        for host in self.lab.hosts:
            became = self.lab.connecting(self.lab.outsider, host.private)
            show(f"outsider ({OUTSIDER})$ connect {host.private}:{PORT}    -> {became}")
            require(became == expected, f"the outsider's connection to {host.name} {became}; expected: {expected}")

    def pool(self):
        for host in self.lab.hosts:
            for peer in self.lab.hosts:
                became = self.lab.connecting(host.space, peer.private)
                require(became == "connected", f"{host.name} to {peer.name}: {became}")
            became = self.lab.connecting(self.lab.client, host.public)
            require(became == "timed out", f"the client to memcached on {host.name}: {became}")
            require(self.lab.client.call(echoes, host.public), f"{host.name} does not answer an echo request")
        show("every member of the pool connects to every memcached, the client to none; every server answers its ping")

    def raise_firewall(self):
        for host in self.lab.hosts:
            peers = [peer for peer in self.lab.hosts if peer is not host]
            for rule in firewall.rules(host, peers):
                show(f"{host.name}$ iptables {' '.join(rule)}")
            firewall.raise_on(self.lab, host)
            show("")


def main():
    parser = argparse.ArgumentParser(prog="lab/tutorial", description="The tutorial on hosts made of network namespaces.")
    parser.add_argument("--jar", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--hosts", type=int, default=3, choices=range(2, 10), metavar="N", help="2 to 9 hosts, 3 unless set")
    options = parser.parse_args()
    with Lab(options.jar, options.hosts) as lab:
        lab.build()
        try:
            Tutorial(lab).perform()
        except (Failed, RuntimeError) as failure:
            lab.keep_logs = True
            show("", f"tutorial: FAILED: {failure}")
            return 1
        show("", f"tutorial: passed: every visit was counted with memcached stopped and started, on {options.hosts} servers,"
             " without the firewall and behind it; the outsider is shut out")
        return 0


if __name__ == "__main__":
    sys.exit(main())
