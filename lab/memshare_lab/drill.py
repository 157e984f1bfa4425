"""Breaks one thing and asks an operator, who has docs/operations.md, health, the endpoint and the logs."""

import argparse
import json
import random
import sys
import time
import traceback

from memshare_lab import web
from memshare_lab.drill_cases import CASES
from memshare_lab.hosts import Lab

SESSIONS = 120  # so many that a rebuild of one record a second is seen
QUESTIONS = (("broken", "What is broken?"), ("affected", "Is anyone affected?"), ("action", "What must be done?"))
HELP = """Look at what an operator has, by the number of a server, 1 to 3:
  health 1       /actuator/health/memshare of server 1
  endpoint 1     /actuator/memshare of server 1
  metrics 1      the lines of /actuator/prometheus that begin with memshare_node_ or are memshare_served, memshare_findings
  log 1          the last lines of its log
  answer         answer the three questions
  quit"""


def say(text):
    print(f"drill: {text}", file=sys.stderr, flush=True)


class DrillLab(Lab):
    """The lab with servers whose endpoints can be read, and whose rebuilds take long enough to be seen."""

    def start_app(self, host, environment=None, settings=(), nodes=None):
        super().start_app(host, environment, (
            "--management.endpoints.web.exposure.include=health,memshare,prometheus",
            "--management.endpoint.health.show-details=always", "--memshare.rebuild.rate=1", *settings), nodes)
        host.app_is_changed = bool(environment or settings or nodes)

    def ready(self):
        """Brings all nodes back empty and whole, ends what a case has left, and makes sessions."""
        for host in self.hosts:
            host.space.run("iptables", "-F", check=False)
            if host.app_is_changed:
                self.kill_app(host)
        self.reset()
        cookies = [self.client.call(web.ask, host.public, "GET", "/session").cookie
                   for host in self.hosts for _ in range(SESSIONS // len(self.hosts))]
        for cookie in cookies:
            self.client.call(web.ask, self.hosts[0].public, "GET", "/session", cookie)
        for host in self.hosts:  # every log begins with the case
            (self.folder / f"{host.name}-app.log").write_text("")

    # --- what an operator sees ---------------------------------------------------------------------------------------

    def read(self, number, path):
        return self.client.call(web.ask, self.hosts[number - 1].public, "GET", path)

    def health(self, number):
        return _json(self.read(number, "/actuator/health/memshare").text)

    def node_health(self, number, node):
        return self.health(number).get("components", {}).get(f"{self.hosts[node - 1].private}:11211", {})

    def endpoint(self, number):
        return _json(self.read(number, "/actuator/memshare").text)

    def events(self, number):
        return [f"{event['node']} {event['what']}" for event in self.endpoint(number).get("events", [])]

    def log(self, number):
        return (self.folder / f"{self.hosts[number - 1].name}-app.log").read_text(errors="replace")

    def metrics(self, number):
        return [line for line in self.read(number, "/actuator/prometheus").text.splitlines()
                if line.startswith(("memshare_node_", "memshare_served", "memshare_findings"))]


def _json(text):
    try:
        return json.loads(text)
    except ValueError:
        return {}


def broken(lab, case, seconds):
    """Breaks a case and waits until an operator can see all of its evidence; returns what could not be seen."""
    lab.ready()
    case.breaks(lab)
    missing = dict(case.evidence)
    deadline = time.monotonic() + seconds
    while missing and time.monotonic() < deadline:
        missing = {text: seen for text, seen in missing.items() if not seen(lab)}
        time.sleep(0.5)
    return list(missing)


def check(lab, cases, seconds):
    """Breaks each case and tells whether health, endpoint and log show what the page says; returns how many do not."""
    failed = 0
    for case in cases:
        try:
            missing = broken(lab, case, seconds)
            case.mends(lab)
        except Exception:  # the case failed, not the lab
            traceback.print_exc()
            missing = ["the case could not be played"]
        failed += bool(missing)
        say(f"{case.name}: {'right' if not missing else 'WRONG: not seen: ' + '; '.join(missing)}")
    return failed


def look(lab, words):
    """Shows what an operator asked for."""
    what, number = words[0], int(words[1]) if len(words) > 1 and words[1].isdigit() else 0
    if not 1 <= number <= len(lab.hosts):
        return HELP
    if what == "health":
        return json.dumps(lab.health(number), indent=2)
    if what == "endpoint":
        return json.dumps(lab.endpoint(number), indent=2)
    if what == "metrics":
        return "\n".join(lab.metrics(number))
    if what == "log":
        return "\n".join(lab.log(number).splitlines()[-40:])
    return HELP


def choices(field, case, cases, chance):
    """Returns four answers in random order, one of them right."""
    others = sorted({getattr(other, field) for other in cases} - {getattr(case, field)})
    mixed = chance.sample(others, min(3, len(others))) + [getattr(case, field)]
    chance.shuffle(mixed)
    return mixed


def examine(case, cases, chance, read):
    """Asks the three questions; returns how many answers were right."""
    right = 0
    for field, question in QUESTIONS:
        offered = choices(field, case, cases, chance)
        print(question)
        for number, text in enumerate(offered, 1):
            print(f"  {number}  {text}")
        given = read("> ").strip()
        if given.isdigit() and 1 <= int(given) <= len(offered) and offered[int(given) - 1] == getattr(case, field):
            right += 1
            print("right\n")
        else:
            print(f"no: {getattr(case, field)}\n")
    print(f"{right} of {len(QUESTIONS)} right. The page has it under \"{case.page}\" in docs/operations.md.")
    return right


def play(lab, case, chance):
    """Lets an operator look, and asks; returns whether all was right."""
    say("something is being broken …")
    broken(lab, case, 60)
    print(HELP)
    while True:
        words = input("drill> ").split()
        if words[:1] == ["quit"]:
            return False
        if words[:1] == ["answer"]:
            return examine(case, CASES, chance, input) == len(QUESTIONS)
        print(look(lab, words) if words else HELP)


def arguments():
    parser = argparse.ArgumentParser(
        prog="lab/drill", description="Breaks something and asks what is broken, who is affected, and what to do.")
    parser.add_argument("--jar", help=argparse.SUPPRESS)
    parser.add_argument("--case", metavar="NAME", help="this case and not a random one")
    parser.add_argument("--check", action="store_true", help="play all cases alone, and check that each can be seen")
    parser.add_argument("--list", action="store_true", help="name the cases and end")
    parser.add_argument("--patience", type=float, default=90, metavar="SECONDS",
                        help="how long --check waits for what is to be seen, 90 unless set")
    return parser.parse_args()


def main():
    options = arguments()
    if options.list:
        print("\n".join(f"{case.name}: {case.broken}" for case in CASES))
        return 0
    named = [case for case in CASES if options.case in (None, case.name)]
    if not named:
        sys.exit(f"drill: no such case: {options.case}; there are: {', '.join(case.name for case in CASES)}")
    chance = random.Random()
    with DrillLab(options.jar) as lab:
        lab.build()
        if options.check:
            failed = check(lab, named, options.patience)
            lab.keep_logs = failed > 0
            say(f"{len(named) - failed} right, {failed} wrong")
            return 1 if failed else 0
        return 0 if play(lab, chance.choice(named), chance) else 1


if __name__ == "__main__":
    sys.exit(main())
