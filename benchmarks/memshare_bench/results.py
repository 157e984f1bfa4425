"""Files of results, and what is drawn from them."""

import json
import os
import statistics

from memshare_bench.rows import HERE

FOLDER = os.path.join(HERE, "results")


def is_whole(parser, options, *but):
    """Whether a run measures what the document shows: all options, but some, are as they are without any argument."""
    unset = vars(parser.parse_args([]))
    return all(value == unset[name] for name, value in vars(options).items() if name not in but)


def save(name, data):
    os.makedirs(FOLDER, exist_ok=True)
    path = os.path.join(FOLDER, f"{name}.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(data, file, indent=1)
        file.write("\n")
    return path


def load(name):
    try:
        with open(os.path.join(FOLDER, f"{name}.json"), encoding="utf-8") as file:
            return json.load(file)
    except FileNotFoundError:
        return None


def median(samples, what):
    """Returns the median of one figure over samples, None if a sample lacks it."""
    values = [sample.get(what) for sample in samples]
    return None if None in values else statistics.median(values)


def ratio(samples, base, what):
    """Returns how the median of a figure compares with that of another row."""
    own, other = median(samples, what), median(base, what)
    return None if own is None or not other else own / other


def spread(samples, base, what):
    """Returns the least and the greatest ratio of a figure to that of another row over the rounds, each to the base of its own round;
    None where a figure is missing."""
    pairs = [(sample.get(what), other.get(what)) for sample, other in zip(samples, base)]
    if not pairs or any(own is None or not other for own, other in pairs):
        return None
    ratios = [own / other for own, other in pairs]
    return min(ratios), max(ratios)
