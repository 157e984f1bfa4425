"""What an operator sees of a server: its health, its endpoint, some of its meters, and its log."""

import json
import re

from memshare_lab import web

METERS = ("memshare.findings", "memshare.writes.incomplete", "memshare.records.unreadable", "memshare.hints.waiting")
_OURS = re.compile(r"(INFO|WARN|ERROR) .* i(o)?\.m(emshare)?\.[\w.]+ +:")


def _pairs(details):
    return " ".join(f"{name}={value if isinstance(value, str) else json.dumps(value)}" for name, value in details.items())


def health(status, text):
    """Returns a line for the whole and one for each component."""
    if not text.startswith("{"):
        return [f"health: HTTP {status} {text}"]
    answer = json.loads(text)
    return [f"health: {answer.get('status')} (HTTP {status})"] + [
        f"health of {name}: {component['status']} {_pairs(component.get('details', {}))}".rstrip()
        for name, component in answer.get("components", {}).items()]


def endpoint(text, since):
    """Returns a line for the list, one for each finding, and one for each event since a time, the newest first."""
    answer = json.loads(text)
    lines = [f"endpoint: served={answer['served']} copies={answer['copies']} list: {_pairs(answer['list'])}"]
    lines += [f"finding: {finding}" for finding in answer["findings"]]
    return lines + [f"event: {event['at']} {event['node']} {event['what']}" + (f" ({event['times']} times)" if event["times"] > 1 else "")
                    for event in answer["events"] if event["at"] >= since]


def meter(text):
    answer = json.loads(text)
    return f"meter: {answer['name']} {' '.join(str(measured['value']) for measured in answer['measurements'])}"


def log(text):
    """Returns the lines of memshare since the last mark."""
    marked = re.split(r"^==== .*\n", text, flags=re.M)[-1]
    return [f"log: {line}" for line in marked.splitlines() if _OURS.search(line)]


def of(lab, host, since):
    """Returns all that the server of the host shows, line by line, and of events and the log what was since a time."""
    def get(path):
        return lab.client.call(web.ask, host.public, "GET", path)

    seen = get("/actuator/health/memshare")
    lines = health(seen.status, seen.text)
    known = get("/actuator/memshare")
    if known.ok:
        lines += endpoint(known.text, since)
    lines += [meter(answer.text) for answer in map(get, (f"/actuator/metrics/{name}" for name in METERS)) if answer.ok]
    return lines + log((lab.folder / f"{host.name}-app.log").read_text(encoding="utf-8", errors="replace"))
