"""What the machine is that was measured on."""

import datetime
import os
import platform
import re
import subprocess


def _first_line(*command):
    try:
        text = subprocess.run(command, capture_output=True, text=True, check=False)
        return (text.stdout or text.stderr).strip().splitlines()[0]
    except (OSError, IndexError):
        return "not there"


def describe():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        model = re.search(r"model name\s*:\s*(.*)", file.read())
    with open("/proc/meminfo", encoding="utf-8") as file:
        memory = int(re.search(r"MemTotal:\s*(\d+)", file.read()).group(1)) // (1024 * 1024)
    return {
        "date": datetime.date.today().isoformat(),
        "processor": model.group(1).strip() if model else platform.machine(),
        "cores": len(os.sched_getaffinity(0)),
        "memory_gib": memory,
        "kernel": platform.release(),
        "java": _first_line("java", "-version").replace('"', ""),
        "memcached": _first_line("memcached", "-V"),
        "redis": re.sub(r" sha=.*", "", _first_line("redis-server", "-v")),
        "postgresql": _first_line("psql", "--version"),
        "wrk": re.sub(r" Copyright.*", "", _first_line("wrk", "-v")),
    }
