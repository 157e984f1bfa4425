"""Removes the leftovers of runs that were killed."""

from memshare_lab.namespaces import dead_runs, remove_run

for run in dead_runs():
    print(f"clean: removed run {run}: {remove_run(run)} namespaces and what was in them")
