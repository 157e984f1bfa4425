"""What the machine is that was measured on."""

import datetime
import os
import platform
import re
import subprocess

from memshare_bench.rows import HERE


def _first_line(*command):
    try:
        text = subprocess.run(command, capture_output=True, text=True, check=False)
        return (text.stdout or text.stderr).strip().splitlines()[0]
    except (OSError, IndexError):
        return "not there"


def commit():
    """Returns the commit that is measured, with a mark if files differ from it, or None where there is no git. What measurements write
    themselves is no difference."""
    def git(*arguments):
        return subprocess.run(["git", "-C", HERE, *arguments], capture_output=True, text=True, check=True).stdout.strip()

    try:
        changed = git("status", "--porcelain", "--", ":/", ":(exclude,top)docs", ":(exclude,top)benchmarks/results")
        return git("rev-parse", "--short", "HEAD") + ("-dirty" if changed else "")
    except (OSError, subprocess.CalledProcessError):
        return None


def kernel(release):
    """Returns the number of a kernel without what its builder has put behind it."""
    match = re.match(r"\d+\.\d+", release)
    return match.group() if match else release


def describe():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        model = re.search(r"model name\s*:\s*(.*)", file.read())
    with open("/proc/meminfo", encoding="utf-8") as file:
        memory = int(re.search(r"MemTotal:\s*(\d+)", file.read()).group(1)) // (1024 * 1024)
    return {
        "commit": commit(),
        "date": datetime.date.today().isoformat(),
        "processor": model.group(1).strip() if model else platform.machine(),
        "cores": len(os.sched_getaffinity(0)),
        "memory_gib": memory,
        "kernel": kernel(platform.release()),
        "java": _first_line("java", "-version").replace('"', ""),
        "memcached": _first_line(os.environ.get("MEMSHARE_MEMCACHED") or "memcached", "-V"),
        "redis": re.sub(r" sha=.*", "", _first_line("redis-server", "-v")),
        "postgresql": _first_line("psql", "--version"),
        "wrk": re.sub(r" Copyright.*", "", _first_line("wrk", "-v")),
    }
