"""Visitors with one session each, who remember what they were promised."""

import json
import re

from memshare_lab import web

_VISITS = re.compile(r"Your number of visits: (\d+)\n")
_SERVER = re.compile(r"^Server IP: (.*)$", re.MULTILINE)
_FIRST = "This is the first time you're visiting this server\n"


class Visitor:
    """One session, used by one request at a time unless a method says otherwise."""

    def __init__(self, number, hosts, ledger):
        self.number = number
        self.hosts = hosts
        self.doors = hosts  # where it goes of its own accord
        self.ledger = ledger
        self.cookie = None
        self.dead = []  # cookies of sessions that were ended or renamed
        self.turn = number
        self.concurrent = False  # whether its counter was changed by several requests at once
        self._forget()

    def _forget(self):
        self.acknowledged = 0
        self.uncertain = 0  # visits that were not acknowledged and may have been counted all the same
        self.floor = None  # the number that the next visit shows at least
        self.attributes = {}

    def next_host(self, among=None):
        """Returns the next server in turn, of those that run."""
        hosts = [host for host in among or self.doors if host.app is not None]
        self.turn += 1
        return hosts[self.turn % len(hosts)]

    def ask(self, host, method, path, body=None, expected=None, work=0):
        """Sends a request, which may be asked to work for some milliseconds between reading and writing the session."""
        answer = web.ask(host.public, method, f"{path}?delay={work}" if work else path, self.cookie, body)
        self.ledger.answer(answer, host.name, expected, work)
        return answer

    # --- visits ----------------------------------------------------------------------------------------------------

    def visit(self, host):
        """Visits once and holds the number shown against what was acknowledged before; returns the server's address."""
        answer = self.ask(host, "GET", "/session")
        if not answer.ok:
            self.uncertain += 1
            return None
        shown = _VISITS.match(answer.text)
        if shown is None:
            self._greeted(answer)
        else:
            self._shown(int(shown.group(1)))
        server = _SERVER.search(answer.text)
        return server and server.group(1)

    def _greeted(self, answer):
        if not answer.text.startswith(_FIRST):
            self.ledger.fail("a page that is not the tutorial's")
        if self.cookie is not None and self.floor is not None:
            self._lose(f"greeted as new by a visit {self.ledger.phase}")
        self.cookie = answer.cookie or self.cookie
        self.acknowledged = self.floor = 1

    def _lose(self, how):
        self.ledger.lose(self.number, self.acknowledged + len(self.attributes))
        self.ledger.remark(how)
        self._forget()

    def _shown(self, number):
        if self.floor is not None and number < self.floor:
            if self.concurrent:
                self.ledger.add("concurrent stale")
            else:
                self.ledger.stale(self.floor - number)
        if number > self.acknowledged + self.uncertain:
            self.ledger.find("wrong")
            self.ledger.remark("more visits than were made")
        self.acknowledged += 1
        self.floor = number + 1

    def crowd_visit(self, host, work):
        """One of several visits at once; returns whether it was acknowledged."""
        return self.ask(host, "POST", "/session/visit", work=work).ok

    def crowded(self, acknowledged, refused):
        """Notes what became of several visits at once."""
        self.concurrent = True
        self.acknowledged += acknowledged
        self.uncertain += refused

    # --- attributes ------------------------------------------------------------------------------------------------

    def put(self, host, name, value, work=0):
        """Sets an attribute; also for several requests at once that set different ones."""
        answer = self.ask(host, "PUT", f"/session/attributes/{name}", value, work=work)
        if answer.ok:
            self.attributes[name] = value
            if answer.cookie and answer.cookie != self.cookie:
                self._lose(f"given a new session by a set {self.ledger.phase}")
                self.cookie = answer.cookie

    # --- ends ------------------------------------------------------------------------------------------------------

    def logout(self, host):
        if self.ask(host, "POST", "/session/logout").ok:
            self.dead.append(self.cookie)
            self.cookie = None
            self._forget()

    def renew(self, host):
        answer = self.ask(host, "POST", "/session/renew")
        if answer.ok and answer.cookie:
            self.dead.append(self.cookie)
            self.cookie = answer.cookie
        elif answer.ok:
            self.ledger.fail("renewed without a new cookie")

    def check_dead(self, host):
        """Tries the cookies of ended sessions: nothing must be behind them."""
        for cookie in self.dead:
            answer = web.ask(host.public, "GET", "/session/attributes", cookie)
            self.ledger.answer(answer, host.name)
            if answer.ok and json.loads(answer.text):
                self.ledger.resurrect(self.number)
                self.ledger.remark(f"resurrected {self.ledger.phase}, seen on {host.name}")

    # --- the end of the scenario -----------------------------------------------------------------------------------

    def settle(self):
        """Compares what every server shows with all that was acknowledged."""
        self.check_dead(self.next_host(self.hosts))
        if self.cookie is None:
            return
        seen = []
        for _ in self.hosts:
            answer = self.ask(self.next_host(self.hosts), "GET", "/session/attributes")
            if answer.ok:
                seen.append(json.loads(answer.text))
        if not seen:
            self.ledger.fail("no server tells a session's state at the end")
            return
        if any(state != seen[0] for state in seen):
            self.ledger.stale(1)
            self.ledger.remark("servers disagree at the end")
        if not all(seen):
            if self.acknowledged:
                self._lose("gone at the end")
            return
        visits = min(state.get("visit", 0) for state in seen)
        missing = max(0, self.acknowledged - visits)
        if self.concurrent:
            self.ledger.add("concurrent lost", missing)
        else:
            self.ledger.find("updates lost", missing)
        if visits > self.acknowledged + self.uncertain:
            self.ledger.find("wrong")
            self.ledger.remark("more visits at the end than were made")
        gone = sum(any(state.get(name) != value for state in seen) for name, value in self.attributes.items())
        self.ledger.find("updates lost", gone)
