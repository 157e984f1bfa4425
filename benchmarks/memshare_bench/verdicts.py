"""How runs that have limits have ended: in words, for the document, and whether well, for the program. Both by the same figures."""

from dataclasses import dataclass
from statistics import mean, median

FREEZE_RATE = 0.9  # of the healthy one
TIMEOUT = 250  # memshare.timeout as it is by default, milliseconds

LARGE = 32 * 1024  # as the store has it
SLOWER = 3  # times the p99 without
BURST_SECONDS = 3

HEAP_FACTOR, HEAP_MORE, THREADS_MORE, FILES_MORE = 1.2, 5_000_000, 5, 10


@dataclass(frozen=True)
class Limit:
    """What an option may cost: a figure of the samples, and its ratio to that without the option."""

    words: str
    figure: str
    scale: int
    ratio: float
    is_most: bool
    twins: bool = False


OPTIONS = {
    "observation": Limit("Application CPU of a request in microseconds", "app_cpu", 100, 1.03, True, twins=True),
    "sealing": Limit("Requests per second", "per_second", 1, 0.9, False),
    "tls": Limit("Requests per second", "per_second", 1, 0.75, False),
}


def ended(fine):
    return "Passed" if fine else "**Failed**"


def frozen(data):
    """Of a run with a frozen node in its second third. In its first seconds the load comes up, and the first second after the
    freezing may wait."""
    rates = [each["per_second"] for each in data["seconds"]]
    third = (len(rates) + 1) // 3
    healthy, first, later = mean(rates[3:third]), rates[third], rates[third + 1:2 * third]
    slowest = min(mean(later[start:start + 3]) for start in range(len(later) - 2))
    fine = mean(later) >= FREEZE_RATE * healthy and data["p99"] < 2 * TIMEOUT and data["failed"] == 0
    words = (f"Requests per second, healthy: {healthy:,.0f}. With a frozen node: {mean(later):,.0f} after the first second, by the mean "
             f"({mean(later) / healthy:.2f} of the healthy ones); {slowest:,.0f} in the slowest three seconds of these "
             f"({slowest / healthy:.2f}); {first:,.0f} in the first second ({first / healthy:.2f}). p99 over the whole run: "
             f"{data['p99']:.0f} ms; failed: {data['failed']}. {ended(fine)}: the mean after the first second has to be at least "
             f"{FREEZE_RATE} of the healthy one, p99 below {2 * TIMEOUT} ms, which is twice `memshare.timeout`, and no request may "
             f"fail.")
    return words, fine


def option(data):
    """Of processes with an option and of others without: what a request cost each of them. Twins are compared round by round,
    processes by the medians of all their rounds."""
    limit = OPTIONS[data["option"]]
    figure = {kind: sorted(median(sample[limit.figure] for sample in process) for process in processes)
              for kind, processes in data["samples"].items()}
    if limit.twins:
        ratios = sorted(one[limit.figure] / other[limit.figure] for pair in zip(data["samples"]["with"], data["samples"]["without"])
                        for one, other in zip(*pair))
        quarter = len(ratios) // 4
        ratio = median(ratios)
        compared = (f"Of two applications in one process, which take turns, a request with it cost {ratio:.3f} of one without, by the median of "
                    f"{len(ratios)} rounds; half of them are between {ratios[quarter]:.2f} and {ratios[-1 - quarter]:.2f}")
    else:
        ratio = median(figure["with"]) / median(figure["without"])
        compared = f"The median of these medians is {ratio:.3f} of that without"
    told = {kind: ", ".join(f"{limit.scale * each:,.0f}" for each in values) for kind, values in figure.items()}
    fine = ratio <= limit.ratio if limit.is_most else ratio >= limit.ratio
    words = (f"{limit.words}: {told['with']} with it, {told['without']} without, each figure the median of a process. "
             f"{compared}. {ended(fine)}: it may be {limit.ratio} at {'most' if limit.is_most else 'least'}.")
    return words, fine


def slowdown(neighbour):
    """Returns how many times longer a visitor waits beside a crowd than alone, by p99."""
    return neighbour["beside"]["p99"] / neighbour["alone"]["p99"]


def heavy(data):
    """Of one visitor's heavy session. Requests of the crowd itself may be refused, but none that was answered may be lost. How much slower
    the other visitor is beside a crowd with ordinary sessions is told, and no failure."""
    neighbours, bursts, own = data["neighbour"], data["burst"], data["own-writes"]
    slowest = max(slowdown(each) for each in neighbours if each["bytes"] >= LARGE)
    ordinary = max(slowdown(each) for each in neighbours if each["bytes"] < LARGE)
    longest = max(each["seconds"] for each in bursts)
    failed = sum(each["alone"]["failed"] + each["beside"]["failed"] for each in neighbours)
    refused = sum(each["changes"]["failed"] for each in bursts) + sum(each["failed"] for each in own)
    lost = sum(each["lost"] for each in neighbours) + sum(each["changes"]["requests"] - each["kept"] for each in bursts)
    down = sum(each["down"] for each in neighbours + bursts)
    stale = sum(each["stale"] for each in own)
    fine = slowest < SLOWER and longest < BURST_SECONDS and not any((failed, refused, lost, down, stale))
    words = (f"The other visitor's p99 beside a crowd that uses sessions of 900 kB is at most {slowest:.2f} times that without, "
             f"{ordinary:.2f} times where it uses ordinary ones; the longest burst took {longest:.2f} s. "
             f"Requests of the other visitor that failed: {failed}; of the bursts and of the browser: {refused}; changes lost: {lost}; "
             f"nodes marked down: {down}; reads that showed less than was written: {stale}. {ended(fine)}: p99 has to stay below "
             f"{SLOWER} times that without, a burst below {BURST_SECONDS} s, and everything else has to be 0.")
    return words, fine


def soak(data):
    """Of a run with faults, whose samples say whether they were taken when no fault was near. Its baseline is the first one after a
    whole fault: the connections and threads that a fault makes are there to stay."""
    samples = data["minutes"]
    first, last = next((each for each in samples[:-1] if each["settled"]), None), samples[-1]
    nothing_lost = not (data["lost"] or data["errors"] or data["failed"])
    words = (f"{data['faults']} faults in {last['minute']:.0f} minutes. Visits counted: {data['visits']}, lost: {data['lost']}, "
             f"failed: {data['errors']}; requests of the load that failed: {data['failed']}. ")
    if data["broken"]:
        return words + f"{ended(False)}: broken off by {', '.join(data['broken'])}.", False
    if first is None or not last["settled"]:
        return words + "Too short for a verdict: there is nothing to compare heap, threads and open files with.", False
    kept = (last["heap"] <= HEAP_FACTOR * first["heap"] + HEAP_MORE and last["threads"] <= first["threads"] + THREADS_MORE
            and last["files"] <= first["files"] + FILES_MORE)
    fine = kept and nothing_lost
    words += (f"After the first fault, in minute {first['minute']:.1f}, and at the end: heap {first['heap'] / 1e6:.1f} and "
              f"{last['heap'] / 1e6:.1f} MB, threads {first['threads']} and {last['threads']}, open files {first['files']} and "
              f"{last['files']}. {ended(fine)}: heap may grow by {HEAP_FACTOR - 1:.0%} and {HEAP_MORE / 1e6:.0f} MB, threads by "
              f"{THREADS_MORE}, open files by {FILES_MORE}; nothing may be lost or fail.")
    return words, fine
