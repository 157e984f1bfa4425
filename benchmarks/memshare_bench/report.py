"""Writes the tables and plots of docs/performance.md from the results."""

import os
import re

from memshare_bench import plots, results, verdicts
from memshare_bench.rows import BASE, CONTROL, HERE, ROWS

DOCUMENT = os.path.join(os.path.dirname(HERE), "docs", "performance.md")
PLOTS = os.path.join(os.path.dirname(HERE), "docs", "performance")
CONTROL_LIMIT = 0.05
PAGE_NAMES = {"/visit": "visit page", "/read": "read-only request, realistic session",
              "/write": "one-attribute write, realistic session",
              "/user/read": "read-only request, form login with an own user class",
              "/oidc/read": "read-only request, OpenID Connect login", "/page": "page without session, no cookie"}


def figure(value, digits=2):
    return "" if value is None else f"{value:.{digits}f}"


def table(head, rows):
    """Returns a table of Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def replaced(text, name, content):
    """Puts content between the two comments of a name."""
    begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    pattern = re.compile(re.escape(begin) + ".*?" + re.escape(end), re.S)
    if not pattern.search(text):
        raise ValueError(f"there is no place for {name}")
    return pattern.sub(lambda match: f"{begin}\n{content}\n{end}", text)


def _rows(samples, page):
    return [row for row in ROWS if page in samples.get(row.name, {})]


def compared(samples, base, what):
    """Returns how a row compares with another one: the ratio of the medians, and the spread of the rounds beside it."""
    value, spread = results.ratio(samples, base, what), results.spread(samples, base, what)
    if value is None or spread is None or len(samples) < 2:
        return figure(value)
    return f"{figure(value)} ({figure(spread[0])}-{figure(spread[1])})"


def control(data):
    """Returns a sentence about the control row, the base once more: whether differences mean anything; empty without such a row."""
    own, base = data["samples"].get(CONTROL), data["samples"][BASE]
    if own is None:
        return ""
    off = {page: max(abs(results.ratio(own[page], base[page], what) - 1) for what in ("per_second", "app_cpu"))
           for page in own if page in base}
    worst = max(off, key=off.get)
    verdict = "within" if off[worst] <= CONTROL_LIMIT else "**not** within"
    return (f"The control row is Spring Session Redis a second time, with a Redis of its own. Its requests per second and application "
            f"CPU are {verdict} {CONTROL_LIMIT:.0%} of 1.00 on all pages; the furthest is {off[worst]:.0%}, on the {PAGE_NAMES[worst]}.")


def _ratios(data, page):
    samples, base = data["samples"], data["samples"][BASE][page]
    alone, alone_base = data["alone"], data["alone"].get(BASE, {}).get(page)
    lines = []
    for row in _rows(samples, page):
        own = samples[row.name][page]
        single = alone.get(row.name, {}).get(page)
        lines.append([row.title, *(compared(own, base, what) for what in ("per_second", "app_cpu", "all_cpu", "p50", "p99")),
                      figure(results.ratio(single, alone_base, "p50")) if single and alone_base else ""])
    head = [PAGE_NAMES[page], "requests/s", "application CPU", "all CPU", "p50", "p99", "p50, one connection"]
    return table(head, lines)


def _absolute(data, page):
    lines = []
    for row in _rows(data["samples"], page):
        own = data["samples"][row.name][page]
        digits = {"per_second": 0, "allocated_kb": 0, "operations": 1, "wire_kb": 1}
        lines.append([row.title, *(figure(results.median(own, what), digits.get(what, 2)) for what in (
            "per_second", "p50", "p99", "app_cpu", "store_cpu", "jit_cpu", "operations", "wire_kb", "allocated_kb"))])
    head = [PAGE_NAMES[page], "requests/s", "p50 ms", "p99 ms", "application CPU", "store CPU", "compilers", "operations",
            "kB moved", "kB allocated"]
    return table(head, lines)


def comparison(data):
    pages = [page for page in PAGE_NAMES if page in data["samples"][BASE]]
    return "\n\n".join(_ratios(data, page) for page in pages)


def three_and_one(data):
    """Compares memshare on three nodes with memshare on one."""
    three, one = data["samples"]["memshare"], data["samples"]["memshare-1"]
    figures = ("per_second", "app_cpu", "all_cpu", "p50", "p99")
    lines = [[name, *(figure(results.ratio(three[page], one[page], what)) for what in figures)]
             for page, name in PAGE_NAMES.items() if page in three and page in one]
    return table(["three nodes against one", "requests/s", "application CPU", "all CPU", "p50", "p99"], lines)


def machine(about):
    commit = f", commit {about['commit']}" if about.get("commit") else ""
    return (f"{about['date']}{commit}; {about['cores']} cores of {about['processor']}, {about['memory_gib']} GiB, Linux "
            f"{about['kernel']}; {about['java']}; {about['memcached']}; {about['redis']}; {about['postgresql']}; "
            f"{about['wrk']}.")


def _write(name, svg):
    os.makedirs(PLOTS, exist_ok=True)
    with open(os.path.join(PLOTS, f"{name}.svg"), "w", encoding="utf-8") as file:
        file.write(svg)


def _comparison(data):
    about = [machine(data["machine"]) + f" The run took {data['minutes']} minutes."]
    return "\n\n".join([*about, *filter(None, [control(data)]), comparison(data)])


def _compare(text, data):
    pages = [page for page in PAGE_NAMES if page in data["samples"][BASE]]
    text = replaced(text, "comparison", _comparison(data))
    text = replaced(text, "figures", "\n\n".join(_absolute(data, page) for page in pages))
    text = replaced(text, "three and one", three_and_one(data))
    rows = _rows(data["samples"], "/read")
    for what, title in (("per_second", "Requests per second, ratio to Spring Session Redis (more is better)"),
                        ("app_cpu", "Application CPU per request, ratio to Spring Session Redis (less is better)")):
        series = {page.strip("/"): [results.ratio(data["samples"][row.name][page], data["samples"][BASE][page], what)
                                    for row in rows] for page in ("/visit", "/read", "/write")}
        _write(f"compare-{what.replace('_', '-')}", plots.bars(title, [row.title.strip("*. ").replace("**", "") for row in rows], series))
    return text


def _growth(text, data):
    machines = {name: machine(one["machine"]) for name, one in data["series"].items()}
    alike = len(set(machines.values())) == 1
    parts = list(machines.values())[:1] if alike else []
    for name, one in data["series"].items():
        lines = [[plots.number(point["x"]), *(figure(results.median(point["samples"], what), digits) for what, digits in (
            ("per_second", 0), ("app_cpu", 2), ("store_cpu", 2), ("p50", 2), ("p99", 2)))] for point in one["points"]]
        parts += [] if alike else [machines[name]]
        parts.append(table([one["title"], "requests/s", "application CPU", "store CPU", "p50 ms", "p99 ms"], lines))
        parts.append(f"![{one['title']}](performance/growth-{name}.svg)")
        xs = [point["x"] for point in one["points"]]
        series = {"application": [results.median(point["samples"], "app_cpu") for point in one["points"]],
                  "nodes": [results.median(point["samples"], "store_cpu") for point in one["points"]]}
        _write(f"growth-{name}", plots.lines(one["what"], one["title"], "CPU seconds for 10,000 requests", xs, series))
    return replaced(text, "growth", "\n\n".join(parts))


def _option(text, data):
    words, _ = verdicts.option(data)
    return replaced(text, f"option {data['option']}", f"{machine(data['machine'])}\n\n{words}")


def _frozen(text, data):
    seconds = data["seconds"]
    third = (len(seconds) + 1) // 3
    _write("frozen", plots.lines(f"One of three nodes frozen from second {third} to second {2 * third}", "seconds",
                                 "requests per second", [each["at"] for each in seconds],
                                 {"requests": [each["per_second"] for each in seconds]}, logarithmic=False))
    words, _ = verdicts.frozen(data)
    return replaced(text, "frozen", f"{machine(data['machine'])}\n\n{words}\n\n![requests per second](performance/frozen.svg)")


def heavy(data):
    """Returns the tables about one visitor's heavy session."""
    lines = []
    for each in data["neighbour"]:
        alone, beside, crowd = each["alone"], each["beside"], each["crowd"]
        lines.append(["changes" if each["changes"] else "reads", f"{each['sessions']} of {each['bytes'] / 1000:g} kB",
                      figure(alone["p50"]), figure(beside["p50"]), figure(alone["p99"]), figure(beside["p99"]),
                      figure(verdicts.slowdown(each)), str(beside["failed"]), str(crowd["requests"]),
                      figure(crowd["p99"], 0), str(crowd["failed"]), str(each["lost"]), str(each["down"])])
    head = ["60 visitors make", "of sessions", "the other one's p50 ms alone", "beside", "p99 ms alone", "beside", "ratio", "failed",
            "requests of the 60", "p99 ms", "refused", "changes lost", "nodes marked down"]
    neighbours = table(head, lines)
    lines = [[str(each["servers"]), figure(each["seconds"]), str(each["changes"]["requests"]), str(each["changes"]["failed"]),
              str(each["kept"]), str(each["down"])] for each in data["burst"]]
    bursts = table(["servers", "seconds", "changes at once", "refused", "kept", "nodes marked down"], lines)
    lines = [[str(each[what]) for what in ("servers", "writes", "reads", "stale", "failed")] for each in data["own-writes"]]
    own = table(["servers", "writes", "reads", "reads that showed less than was written", "failed"], lines)
    return "\n\n".join([neighbours, bursts, own])


def _heavy(text, data):
    words, _ = verdicts.heavy(data)
    return replaced(text, "heavy", f"{machine(data['machine'])}\n\n{words}\n\n{heavy(data)}")


def _soak(text, data):
    lines = [[f"{each['minute']:.1f}", f"{each['heap'] / 1e6:.1f}", str(each["threads"]), str(each["files"]),
              figure(each["p50"]), figure(each["p99"], 1), f"{each['per_second']:.0f}"] for each in data["minutes"]]
    if len(lines) > 12:
        lines = lines[:2] + lines[2:-1:max(1, len(lines) // 9)] + lines[-1:]
    _write("soak", plots.lines("Heap after garbage collection during the soak", "minutes", "MB",
                               [each["minute"] for each in data["minutes"]],
                               {"heap": [each["heap"] / 1e6 for each in data["minutes"]]}, logarithmic=False))
    head = ["minute", "heap MB", "threads", "open files", "p50 ms", "p99 ms", "requests/s"]
    return replaced(text, "soak", f"{machine(data['machine'])} {data['verdict']}\n\n" + table(head, lines)
                    + "\n\n![heap](performance/soak.svg)")


def main():
    with open(DOCUMENT, encoding="utf-8") as file:
        text = file.read()
    for name, write in (("compare", _compare), ("growth", _growth), *((f"option-{name}", _option) for name in verdicts.OPTIONS),
                        ("frozen", _frozen), ("heavy", _heavy), ("soak", _soak)):
        data = results.load(name)
        if data:
            text = write(text, data)
    with open(DOCUMENT, "w", encoding="utf-8") as file:
        file.write(text)


if __name__ == "__main__":
    main()
