"""The parts of the measurements that need no processes."""

import http.client
import http.server
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import unittest
import urllib.parse
import xml.etree.ElementTree as ElementTree
from unittest import mock

from memshare_bench import (
    application, compare, frozen, growth, load, machine, option, plots, processes, report, results, rows, soak, stores, verdicts)

WRK = """Running 3s test @ http://127.0.0.1:40000/read
  1 threads and 32 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     2.05ms    1.02ms  22.10ms   80.00%
    Req/Sec    15.20k     1.10k   17.00k    70.00%
  Latency Distribution
     50%  985.00us
     75%    2.40ms
     90%    3.00ms
     99%    1.20s
  45600 requests in 3.00s, 8.12MB read
Requests/sec:  15200.51
Transfer/sec:      2.71MB
"""
IMPORTS = os.path.join(os.path.dirname(rows.HERE), "autoconfigure", "src", "main", "resources", "META-INF", "spring",
                       "org.springframework.boot.autoconfigure.AutoConfiguration.imports")


class LoadTests(unittest.TestCase):

    def test_a_report_of_wrk_is_read(self):
        self.assertEqual(load.parse(WRK), load.Answer(45600, 15200.51, 0.985, 1200.0, 0))

    def test_failures_are_counted(self):
        failed = WRK.replace("Requests/sec", "  Socket errors: connect 0, read 2, write 1, timeout 4\n"
                                             "  Non-2xx or 3xx responses: 10\nRequests/sec")
        self.assertEqual(load.parse(failed).failed, 17)

    def test_what_is_no_report_is_refused(self):
        with self.assertRaises(ValueError):
            load.parse("unable to connect to 127.0.0.1:1 Connection refused")


class UsageTests(unittest.TestCase):

    def test_compilers_are_told_from_other_threads_by_their_names(self):
        with tempfile.TemporaryDirectory() as root:
            for thread, name in ((10, "java"), (11, "C2 CompilerThre"), (12, "C1 CompilerThre"), (13, "a (Compiler) b")):
                os.makedirs(f"{root}/7/task/{thread}")
                with open(f"{root}/7/task/{thread}/stat", "w", encoding="ascii") as file:
                    file.write(f"{thread} ({name}) S " + "0 " * 10 + f"{thread} 4 " + "0 " * 20)
            seconds = processes.compiler_seconds(7, root)
        self.assertEqual({thread: round(each * processes.TICKS) for thread, each in seconds.items()}, {"11": 15, "12": 16, "13": 17})

    def test_a_process_that_has_ended_has_no_compilers(self):
        self.assertEqual(processes.compiler_seconds(7, "/nowhere"), {})

    def test_compilers_count_apart(self):
        before = processes.Usage(10.0, {"1": 3.0, "2": 1.0})
        self.assertEqual(processes.Usage(15.0, {"1": 5.0, "2": 1.5}).since(before), (2.5, 2.5))

    def test_a_compiler_that_ends_makes_nothing_negative(self):
        before = processes.Usage(10.0, {"1": 3.0, "2": 1.0})
        self.assertEqual(processes.Usage(11.0, {"2": 1.5}).since(before), (0.5, 0.5))
        self.assertEqual(processes.Usage(10.5, {"1": 4.0, "2": 1.0}).since(before), (0.0, 1.0))

    def test_a_new_compiler_counts_from_its_start(self):
        self.assertEqual(processes.Usage(12.0, {"3": 0.5}).since(processes.Usage(10.0)), (1.5, 0.5))

    def test_processes_add_up(self):
        both = processes.Usage(1.0, {"1": 0.5}) + processes.Usage(2.0, {"2": 0.5})
        self.assertEqual(both.since(processes.Usage()), (2.0, 1.0))


class WorkplaceTests(unittest.TestCase):

    PROGRAM = """
import os, sys, time
from memshare_bench.processes import Process, workplace
with workplace("test") as directory:
    process = Process(["sleep", "300"], os.path.join(directory, "log"))
    print(process.pid, directory, flush=True)
    {what}
"""

    def run_program(self, what, number=None):
        """Returns the program's status, the id of the process that it started, and its folder."""
        program = subprocess.Popen([sys.executable, "-c", self.PROGRAM.format(what=what)], stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True)
        with program:
            pid, directory = program.stdout.readline().split()
            if number:
                program.send_signal(number)
            return program.wait(30), int(pid), directory

    def check_that_nothing_is_left(self, pid, directory):
        with self.assertRaises(ProcessLookupError):
            os.kill(pid, 0)
        self.assertFalse(os.path.exists(directory))

    def test_a_signal_ends_what_was_started(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            with self.subTest(number):
                # whoever started the tests may have it ignored, as nohup does, and the program would inherit that
                before = signal.signal(number, signal.SIG_DFL)
                try:
                    # a signal that comes just before a sleep is heard after it
                    status, *left = self.run_program("while True: time.sleep(0.01)", number)
                finally:
                    signal.signal(number, before)
                self.assertEqual(status, 128 + number)
                self.check_that_nothing_is_left(*left)

    def test_an_error_ends_what_was_started(self):
        status, *left = self.run_program("raise RuntimeError")
        self.assertEqual(status, 1)
        self.check_that_nothing_is_left(*left)

    def test_the_end_ends_what_was_started(self):
        status, *left = self.run_program("pass")
        self.assertEqual(status, 0)
        self.check_that_nothing_is_left(*left)

    def test_what_was_ignored_stays_so(self):
        before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
        try:
            status, *left = self.run_program("time.sleep(0.5)\n    sys.exit(7)", signal.SIGHUP)
        finally:
            signal.signal(signal.SIGHUP, before)
        self.assertEqual(status, 7)
        self.check_that_nothing_is_left(*left)


class PostgreSqlTests(unittest.TestCase):

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = folder.name

    def programs(self, folder, *names):
        folder = os.path.join(self.root, folder)
        os.makedirs(folder)
        for name in names:
            with open(os.path.join(folder, name), "w", encoding="ascii"):
                os.chmod(os.path.join(folder, name), 0o755)
        return folder

    def found(self):
        return stores.postgresql_programs(os.path.join(self.root, "bin"), os.path.join(self.root, "debian"))

    def test_they_are_found_off_the_path_the_newest_first(self):
        self.programs("debian/9/bin", "initdb", "postgres")
        newest = self.programs("debian/15/bin", "initdb", "postgres")
        self.programs("debian/16/bin", "pg_dump")
        self.assertEqual(self.found(), newest)

    def test_those_of_the_path_come_before(self):
        self.programs("debian/15/bin", "initdb", "postgres")
        own = self.programs("bin", "initdb", "postgres")
        self.assertEqual(self.found(), own)

    def test_none_is_an_error_that_says_so(self):
        with self.assertRaisesRegex(RuntimeError, "PostgreSQL"):
            self.found()


class ResultsTests(unittest.TestCase):

    def test_medians_and_ratios(self):
        own, base = [{"x": 3}, {"x": 1}, {"x": 2}], [{"x": 4}, {"x": 4}]
        self.assertEqual(results.median(own, "x"), 2)
        self.assertEqual(results.ratio(own, base, "x"), 0.5)

    def test_the_spread_compares_each_round_with_the_base_of_the_same_round(self):
        own, base = ([{"x": value} for value in values] for values in ((2, 3, 8), (2, 2, 4)))
        self.assertEqual(results.spread(own, base, "x"), (1, 2))
        self.assertIsNone(results.spread(own, base, "y"))
        self.assertIsNone(results.spread([], [], "x"))

    def test_what_was_not_measured_has_no_median(self):
        self.assertIsNone(results.median([{"x": None}, {"x": 1}], "x"))
        self.assertIsNone(results.ratio([{"x": None}], [{"x": 1}], "x"))


class WholeTests(unittest.TestCase):

    @staticmethod
    def whole(*given, but=()):
        parser = compare.arguments()
        return results.is_whole(parser, parser.parse_args(given), *but)

    def test_only_a_run_without_options_is_whole(self):
        self.assertTrue(self.whole())
        self.assertTrue(self.whole("--rounds", str(compare.arguments().get_default("rounds"))))
        self.assertFalse(self.whole("--rounds", "1"))
        self.assertFalse(self.whole("--only", "memshare"))

    def test_but_some_options_may_be_set(self):
        self.assertTrue(self.whole("--only", "memshare", but=("only",)))
        self.assertFalse(self.whole("--only", "memshare", "--seconds", "1", but=("only",)))


class CompareTests(unittest.TestCase):

    def test_a_whole_comparison_takes_about_as_long_as_the_page_says(self):
        options = compare.arguments().parse_args([])
        seconds = compare.load_seconds(rows.ROWS, compare.PAGES, options) + compare.STARTING
        with open(os.path.join(rows.HERE, "README.md"), encoding="utf-8") as file:
            (told,) = re.findall(r"^\| `benchmarks/compare` .* \| (\d+) minutes \|$", file.read(), re.M)
        self.assertAlmostEqual(seconds / 60, int(told), delta=1)

    def test_rows_of_each_kind_of_store_are_measured_behind_logins(self):
        by_page = {page: [row.name for row in rows.ROWS if row.has(page)] for page in compare.PAGES}
        self.assertEqual(by_page["/user/read"],
                         ["memshare", "memshare-sealed", "memshare-set", "redis", "redis-control", "jdbc", "hazelcast", "memory"])
        self.assertEqual(by_page["/user/read"], by_page["/oidc/read"])
        for page in rows.SESSION_PAGES:
            self.assertEqual(by_page[page], [row.name for row in rows.ROWS if row.name != "memshare-set"])
        self.assertEqual(by_page["/page"], ["memshare", "memshare-sealed", "memshare-1", "redis", "redis-control", "none"])

    def test_the_control_is_the_base_once_more(self):
        base, control = (next(row for row in rows.ROWS if row.name == name) for name in (rows.BASE, rows.CONTROL))
        self.assertEqual((control.application, control.store, control.main, control.pages),
                         (base.application, base.store, base.main, base.pages))
        store = mock.Mock(port=1)
        self.assertEqual(control.arguments(store), base.arguments(store))

    def test_every_page_has_a_name_and_every_login_page_a_login(self):
        self.assertEqual(set(report.PAGE_NAMES), set(compare.PAGES))
        self.assertEqual(set(application.LOGINS), set(rows.LOGIN_PAGES))

    def test_what_is_left_out_takes_no_time(self):
        options = compare.arguments().parse_args(["--rounds", "1", "--seconds", "1", "--warm-up", "1"])
        some = [row for row in rows.ROWS if row.name in ("memshare", "memory")]
        self.assertEqual(compare.load_seconds(some, ("/visit",), options), 2 * 2 + 2 + 2 + 1)
        self.assertEqual(compare.load_seconds(some, ("/page",), options), 2 + 1)
        self.assertEqual(compare.load_seconds(some, ("/user/read",), options), 2 * 2 + 2 + 2 + 1)

    def test_every_row_is_warmed_up_for_as_long_on_however_few_pages(self):
        options = compare.arguments().parse_args([])
        self.assertEqual(options.warm_up, 30)
        for pages in (("/visit",), rows.SESSION_PAGES, compare.PAGES):
            for row in (row for row in rows.ROWS if any(map(row.has, pages))):
                shared = [page for page in pages if row.has(page)]
                seconds = compare.warm_up_seconds(row, pages, options)
                self.assertGreaterEqual(seconds * len(shared), 30, row.name)
                self.assertGreaterEqual(seconds, 6, row.name)
        self.assertEqual(compare.warm_up_seconds(rows.ROWS[0], compare.PAGES,
                                                 compare.arguments().parse_args(["--warm-up", "1"])), 1)


class LoginTests(unittest.TestCase):
    """The check of a page that needs a login, against a server that is told what to do wrong."""

    class Pages(http.server.BaseHTTPRequestHandler):
        """Pages as the benchmark's application has them; what the server's attribute names is wrong."""

        def log_message(self, *_):
            pass

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            right = self.path == "/user/login" and urllib.parse.parse_qs(body) == {"username": ["somebody"], "password": ["secret"]}
            self.answer(200 if right else 400, "filled\n", "SESSION=user; Path=/; HttpOnly")

        def do_GET(self):
            if self.path == "/oidc/login":
                self.answer(200, "filled\n", "SESSION=oidc; Path=/; HttpOnly")
            elif not self.headers.get("Cookie") and self.server.wrong != "open":
                self.answer(302 if self.server.wrong == "redirected" else 401, "", location=f"/{self.server.wrong}")
            else:
                name = "Nobody" if self.server.wrong == "name" else "Somebody Or Other"
                kind = ", 4711" if self.headers.get("Cookie") == "SESSION=user" else " of https://identity.shop.example/realms/shop"
                self.answer(200, f"read Somebody Or Other as {name}{kind}\n")

        def answer(self, code, text, cookie=None, location=None):
            self.send_response(code)
            if cookie:
                self.send_header("Set-Cookie", cookie)
            if code == 302:
                self.send_header("Location", location)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text.encode())

    def checked(self, page, wrong=""):
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), self.Pages) as server:
            server.wrong = wrong
            thread = threading.Thread(target=server.serve_forever)
            thread.start()
            try:
                pages = application.Application.__new__(application.Application)
                pages.port = server.server_port
                return pages.check_login(page)
            finally:
                server.shutdown()
                thread.join(10)

    def test_pages_that_know_who_has_logged_in_are_fine(self):
        for page in rows.LOGIN_PAGES:
            self.assertIsNone(self.checked(page), page)

    def test_a_page_that_needs_no_login_is_wrong(self):
        self.assertIn("without a login on /user/read", self.checked("/user/read", "open"))

    def test_a_page_that_redirects_to_a_login_is_wrong(self):
        self.assertIn("without a login on /oidc/read", self.checked("/oidc/read", "redirected"))

    def test_a_page_that_takes_the_user_for_another_is_wrong(self):
        for page in rows.LOGIN_PAGES:
            self.assertIn("as Nobody", self.checked(page, "name"))


class GrowthTests(unittest.TestCase):

    @staticmethod
    def seconds(*given):
        options = growth.arguments().parse_args(given)
        return growth.load_seconds(options.only.split(",") if options.only else list(growth.SERIES), options)

    def test_all_series_take_less_than_twelve_minutes(self):
        starting = 80
        self.assertLess(self.seconds() + starting, 11.5 * 60)

    def test_what_is_left_out_takes_no_time(self):
        self.assertEqual(self.seconds("--only", "nodes"), 3 * 15 * 4 + 5 * 3 * 4)
        self.assertEqual(self.seconds("--only", "clients", "--seconds", "1", "--rounds", "1", "--warm-up", "1"), 10 + 3 + 5)

    def test_nodes_that_hold_everything_are_fine(self):
        growth.check_kept([{"curr_items": "1000", "evictions": "0"}] * 2, [1000, 999])

    def test_missing_and_evicted_sessions_are_not(self):
        with self.assertRaisesRegex(RuntimeError, "node 2 holds 998 items instead of 999"):
            growth.check_kept([{"curr_items": "1000", "evictions": "0"}, {"curr_items": "998", "evictions": "0"}], [1000, 999])
        with self.assertRaisesRegex(RuntimeError, "evicted 1"):
            growth.check_kept([{"curr_items": "1000", "evictions": "1"}], [1000])


class MachineTests(unittest.TestCase):

    ABOUT = {"commit": "abc1234", "date": "2026-01-02", "cores": 2, "processor": "A", "memory_gib": 4, "kernel": "6.1", "java": "17",
             "memcached": "1.6", "redis": "7", "postgresql": "15", "wrk": "4"}

    def test_of_the_kernel_only_the_number_is_told(self):
        self.assertEqual(machine.kernel("6.18.44-some-build"), "6.18")
        self.assertEqual(machine.kernel("unknown"), "unknown")

    def test_the_line_names_the_commit_if_it_is_known(self):
        self.assertTrue(report.machine(self.ABOUT).startswith("2026-01-02, commit abc1234; 2 cores of A"))
        self.assertTrue(report.machine({**self.ABOUT, "commit": None}).startswith("2026-01-02; 2 cores of A"))


class ReportTests(unittest.TestCase):

    def test_a_table(self):
        self.assertEqual(report.table(["a", "b"], [["1", "2"]]), "| a | b |\n| --- | --- |\n| 1 | 2 |")

    def test_only_what_is_between_the_comments_is_replaced(self):
        text = "before\n<!-- x -->\nold\n<!-- end of x -->\nafter <!-- y --> <!-- end of y -->"
        self.assertEqual(report.replaced(text, "x", r"new \1"),
                         "before\n<!-- x -->\nnew \\1\n<!-- end of x -->\nafter <!-- y --> <!-- end of y -->")

    def written(self, *dates):
        """Returns what is written of series of some dates."""
        sample = {"per_second": 1, "app_cpu": 1, "store_cpu": 1, "p50": 1, "p99": 1}
        series = {str(number): {"machine": {**MachineTests.ABOUT, "date": date}, "title": "t", "what": "w",
                                "points": [{"x": x, "samples": [sample]} for x in (0.3, 1_000_000)]}
                  for number, date in enumerate(dates)}
        with tempfile.TemporaryDirectory() as folder, mock.patch.object(report, "PLOTS", folder):
            return report._growth("<!-- growth --><!-- end of growth -->", {"series": series})

    def test_the_machine_stands_once_if_it_is_the_same(self):
        text = self.written("2026-01-02", "2026-01-02")
        self.assertEqual(text.count("2 cores of A"), 1)
        self.assertIn("| 0.3 | 1 |", text)
        self.assertIn("| 1,000,000 | 1 |", text)

    def test_series_of_other_runs_keep_their_own_machine(self):
        text = self.written("2026-01-02", "2026-01-03")
        self.assertEqual([text.count(each) for each in ("2026-01-02, commit", "2026-01-03, commit")], [1, 1])

    @staticmethod
    def measured(*per_second):
        return {"/visit": [{"per_second": each, "app_cpu": 1, "all_cpu": 1, "p50": 1, "p99": 1} for each in per_second]}

    def test_the_spread_of_the_rounds_stands_beside_the_ratio(self):
        data = {"samples": {"redis": self.measured(100, 100, 100), "memshare": self.measured(150, 210, 160)}, "alone": {}}
        self.assertIn("| **memshare**, 3 nodes | 1.60 (1.50-2.10) | 1.00 (1.00-1.00) |", report.comparison(data))

    def test_a_single_round_has_no_spread(self):
        data = {"samples": {"redis": self.measured(100), "memshare": self.measured(150)}, "alone": {}}
        self.assertIn("| **memshare**, 3 nodes | 1.50 | 1.00 |", report.comparison(data))

    def test_what_the_control_row_says_is_told(self):
        def told(*per_second):
            return report.control({"samples": {"redis": self.measured(100, 100, 100), "redis-control": self.measured(*per_second)}})

        self.assertIn("are within 5% of 1.00 on all pages; the furthest is 4%, on the visit page", told(90, 104, 104))
        self.assertIn("are **not** within 5%", told(94, 94, 94))
        self.assertEqual(report.control({"samples": {"redis": self.measured(1)}}), "")

    def test_a_missing_place_is_an_error(self):
        with self.assertRaises(ValueError):
            report.replaced("nothing here", "x", "new")


class PlotTests(unittest.TestCase):

    def test_plots_are_well_formed(self):
        svg = plots.bars("a < b", ["one & only", "two"], {"x": [1.0, None], "y": [0.5, 2.0]})
        self.assertEqual(len(ElementTree.fromstring(svg).findall(".//{*}rect")), 2 + 3)
        svg = plots.lines("t", "n", "s", [1, 10, 100], {"x": [1.0, 2.0, 3.0], "y": [0.0, None, 0.1]})
        self.assertEqual(len(ElementTree.fromstring(svg).findall(".//{*}polyline")), 2)


class OptionTests(unittest.TestCase):

    @staticmethod
    def judged(name, with_it, without):
        figure = verdicts.OPTIONS[name].figure

        def processes(costs):
            return [[{figure: cost}, {figure: cost}, {figure: 10 * cost}] for cost in costs]
        return verdicts.option({"option": name, "samples": {"with": processes(with_it), "without": processes(without)}})

    def test_the_median_process_of_each_kind_is_compared(self):
        words, fine = self.judged("sealing", [1.02, 3, 1], [1, 0.9, 2])
        self.assertTrue(fine)
        self.assertIn("second: 1, 1, 3 with it, 1, 1, 2 without", words)
        self.assertIn("is 1.020 of that without", words)

    def test_twins_are_compared_round_by_round(self):
        words, fine = self.judged("observation", [1.02, 3, 2.06], [1, 3, 2])
        self.assertTrue(fine)
        self.assertIn("microseconds: 102, 206, 300 with it, 100, 200, 300 without", words)
        self.assertIn("cost 1.020 of one without, by the median of 9 rounds; half of them are between 1.00 and 1.03", words)

    def test_more_than_the_limit_fails(self):
        self.assertFalse(self.judged("observation", [1.04], [1])[1])
        self.assertFalse(self.judged("sealing", [899], [1000])[1])
        self.assertTrue(self.judged("sealing", [900], [1000])[1])
        self.assertFalse(self.judged("tls", [749], [1000])[1])
        self.assertTrue(self.judged("tls", [2000], [1000])[1])

    def test_each_option_has_a_limit_for_how_it_is_measured(self):
        self.assertEqual(list(option.OPTIONS), list(verdicts.OPTIONS))
        for name, each in option.OPTIONS.items():
            self.assertEqual(each.twins, verdicts.OPTIONS[name].twins)

    def test_a_round_has_a_sample_of_each_process(self):
        contenders = [mock.Mock(**{"sample.return_value": {"app_cpu": number}}) for number in range(4)]
        for number, contender in enumerate(contenders):
            contender.row.name = f"row-{number}"
        alone = option.in_turn(contenders, 1, 3)
        self.assertEqual(alone, {f"row-{number}": {"app_cpu": number} for number in range(4)})

    def test_twins_share_a_process_and_a_store_and_differ_by_their_arguments(self):
        with tempfile.TemporaryDirectory() as directory, mock.patch.object(application, "Process") as process, \
                mock.patch.object(application.Application, "await_up"):
            each = option.Option("words", "observed", lambda store: ("--with",), lambda store: ("--without",), mock.Mock(), twins=True)
            pair = option.contenders_of(each, 1, directory)
        (command, _), = [call.args for call in process.call_args_list]
        first, second = [contender.application for contender in pair]
        middle = command.index("--")
        self.assertIn("--with", command[:middle])
        self.assertIn(f"--server.port={first.port}", command[:middle])
        self.assertIn("--without", command[middle:])
        self.assertIn(f"--server.port={second.port}", command[middle:])
        self.assertIs(first.process, second.process)
        self.assertIs(pair[0].store, pair[1].store)
        self.assertEqual([contender.row.name for contender in pair], ["with-1", "without-1"])
        self.assertNotEqual(first.name, second.name)

    def test_others_have_a_process_each(self):
        with tempfile.TemporaryDirectory() as directory, mock.patch.object(application, "Process") as process, \
                mock.patch.object(application.Application, "await_up"), mock.patch.object(option, "Memcached"):
            each = option.Option("words", "memshare", lambda store: ("--with",), lambda store: ("--without",), mock.Mock())
            option.contenders_of(each, 2, directory)
        self.assertEqual(process.call_count, 4)
        self.assertFalse(any("--" in call.args[0] for call in process.call_args_list))

    def test_the_kinds_differ_by_the_option(self):
        store = mock.Mock(nodes="127.0.0.1:1", certificate="cert.pem")
        for each in option.OPTIONS.values():
            pair = option.rows(each, 1)
            self.assertEqual([row.name for row in pair], ["with-1", "without-1"])
            self.assertNotEqual(pair[0].arguments(store), pair[1].arguments(store))

    def test_what_is_left_out_is_there(self):
        store = mock.Mock(nodes="127.0.0.1:1")
        pair = option.rows(option.OPTIONS["observation"], 1)
        more = set(pair[1].arguments(store)) - set(pair[0].arguments(store))
        (excluded,) = [argument.partition("=")[2].split(",") for argument in more]
        with open(IMPORTS, encoding="utf-8") as file:
            known = file.read().split()
        self.assertEqual([name for name in excluded if name not in known], [])


class FrozenTests(unittest.TestCase):

    def test_the_page_tells_how_many_requests_it_has_answered(self):
        site = mock.Mock(**{"get.return_value": ("written shoes 4711\n", "SESSION=a")})
        self.assertEqual(frozen.requests(site, "SESSION=a"), 4711)
        site.get.assert_called_once_with("/write", "SESSION=a")

    @staticmethod
    def judged(frozen, p99=20, failed=0):
        rates = [50] * 3 + [1000] * 17 + frozen + [1000] * (39 - len(frozen))
        return verdicts.frozen({"seconds": [{"per_second": each} for each in rates], "p99": p99, "failed": failed})

    def test_the_first_second_is_told_and_does_not_count(self):
        words, fine = self.judged([0] + [900] * 19)
        self.assertTrue(fine)
        self.assertIn("900 after the first second, by the mean (0.90 of", words)
        self.assertIn("0 in the first second (0.00)", words)

    def test_a_dip_is_told(self):
        words, fine = self.judged([0] + [1000] * 8 + [500, 500, 500] + [1000] * 8)
        self.assertTrue(fine)
        self.assertIn("500 in the slowest three seconds of these (0.50)", words)

    def test_what_comes_after_the_thaw_does_not_count(self):
        self.assertTrue(self.judged([1000] * 20 + [0] * 19)[1])

    def test_what_is_too_slow_or_fails_has_failed(self):
        self.assertFalse(self.judged([0] + [890] * 19)[1])
        self.assertFalse(self.judged([1000] * 20, p99=500)[1])
        words, fine = self.judged([1000] * 20, failed=1)
        self.assertFalse(fine)
        self.assertIn("**Failed**", words)


class HeavyTests(unittest.TestCase):

    @staticmethod
    def data(**changes):
        neighbour = {"sessions": 1, "bytes": 900_000, "changes": True, "alone": {"requests": 9, "failed": 0, "p50": 0.5, "p99": 2.0},
                     "beside": {"requests": 9, "failed": 0, "p50": 0.9, "p99": 5.0},
                     "crowd": {"requests": 99, "failed": 7, "p50": 30.0, "p99": 90.0}, "lost": 0, "down": 0}
        burst = {"servers": 3, "seconds": 2.5, "changes": {"requests": 1000, "failed": 0}, "kept": 1000, "down": 0}
        own = {"servers": 2, "writes": 10, "reads": 20, "stale": 0, "failed": 0}
        ordinary = {**neighbour, "bytes": 800, "beside": {**neighbour["beside"], "p99": 20.0}}
        data = {"neighbour": [neighbour, {**neighbour, "changes": False, "sessions": 30}, ordinary], "burst": [burst], "own-writes": [own]}
        for path, value in changes.items():
            *names, last = path.split("__")
            part = data[names[0].replace("own", "own-writes")][0]
            for name in names[1:]:
                part[name] = dict(part[name])
                part = part[name]
            part[last] = value
        return data

    def test_a_crowd_that_is_refused_now_and_then_is_fine(self):
        words, fine = verdicts.heavy(self.data())
        self.assertTrue(fine)
        self.assertIn("at most 2.50 times that without, 10.00 times where it uses ordinary ones; the longest burst took 2.50 s", words)

    def test_what_the_other_one_feels_is_not(self):
        for changes in ({"neighbour__beside__p99": 6.0}, {"neighbour__beside__failed": 1}, {"neighbour__lost": 1},
                        {"neighbour__down": 1}, {"burst__seconds": 3.0}, {"burst__kept": 999}, {"burst__down": 1},
                        {"burst__changes__failed": 1}, {"own__stale": 1}, {"own__failed": 1}):
            with self.subTest(changes):
                words, fine = verdicts.heavy(self.data(**changes))
                self.assertFalse(fine)
                self.assertIn("**Failed**", words)

    def test_each_measurement_has_its_line(self):
        lines = report.heavy(self.data()).splitlines()
        self.assertIn("| changes | 1 of 900 kB | 0.50 | 0.90 | 2.00 | 5.00 | 2.50 | 0 | 99 | 90 | 7 | 0 | 0 |", lines)
        self.assertIn("| changes | 1 of 0.8 kB | 0.50 | 0.90 | 2.00 | 20.00 | 10.00 | 0 | 99 | 90 | 7 | 0 | 0 |", lines)
        self.assertIn("| 3 | 2.50 | 1000 | 0 | 1000 | 0 |", lines)
        self.assertIn("| 2 | 10 | 20 | 0 | 0 |", lines)


class SoakTests(unittest.TestCase):

    @staticmethod
    def sample(minute=30.0, settled=True, **changes):
        return {"minute": minute, "heap": 50e6, "threads": 40, "files": 60, "settled": settled, **changes}

    def judged(self, *samples, **changes):
        data = {"faults": 28, "visits": 1000, "lost": 0, "errors": 0, "failed": 0, "broken": [], **changes}
        return verdicts.soak({"minutes": list(samples), **data})

    def ended(self, **changes):
        early = [self.sample(0.5, False, threads=30), self.sample(1.0, False, files=70), self.sample(1.5)]
        return self.judged(*early, self.sample(**changes))

    def test_what_stays_as_it_was_is_fine(self):
        words, fine = self.ended(heap=52e6)
        self.assertTrue(fine)
        self.assertIn("in minute 1.5, and at the end: heap 50.0 and 52.0 MB, threads 40 and 40, open files 60 and 60. Passed", words)

    def test_what_piles_up_is_not(self):
        for changes in ({"heap": 66e6}, {"threads": 46}, {"files": 71}):
            with self.subTest(changes):
                words, fine = self.ended(**changes)
                self.assertFalse(fine)
                self.assertIn("**Failed**", words)

    def test_whatever_is_lost_or_fails_is_not(self):
        for changes in ({"lost": 1}, {"errors": 1}, {"failed": 1}, {"broken": ["Visitors: ValueError()"]}):
            with self.subTest(changes):
                words, fine = self.judged(self.sample(1.5), self.sample(), **changes)
                self.assertFalse(fine)
                self.assertIn("**Failed**", words)

    def test_a_run_without_two_settled_moments_has_no_verdict(self):
        for samples in ([self.sample(0.5, False)], [self.sample(2.0)], [self.sample(2.0), self.sample(2.5, False)]):
            words, fine = self.judged(*samples)
            self.assertFalse(fine)
            self.assertIn("Too short", words)

    class Pages:
        """An application that answers what it was given, and fails by what is an exception."""

        def __init__(self, *answers):
            self._answers = list(answers)
            self.done = threading.Event()

        def get(self, path, cookie):
            if not self._answers:
                self.done.set()
                return "visits 1000\n", cookie
            answer = self._answers.pop(0)
            if isinstance(answer, Exception):
                raise answer
            return answer, cookie

    def visited(self, *answers):
        pages = self.Pages(*answers)
        with soak.Visitors(pages, 1) as visitors:
            pages.done.wait(1)
        return visitors

    def test_a_visit_that_fails_is_counted_and_the_next_one_is_made(self):
        visitors = self.visited("visits 1\n", http.client.IncompleteRead(b""), ConnectionResetError(), "visits 2\n")
        self.assertEqual((visitors.errors, visitors.lost, visitors.broken), (2, 0, None))
        self.assertGreaterEqual(visitors.visits, 3)

    def test_a_count_that_goes_back_is_a_loss(self):
        self.assertEqual(self.visited("visits 1\n", "visits 2\n", "visits 1\n").lost, 1)

    def test_a_page_that_is_none_breaks_the_run_off(self):
        self.assertIn("Visitors: ValueError", self.visited("visits 1\n", "oops").broken)

    def test_a_fault_that_cannot_be_made_breaks_the_run_off(self):
        class Store:
            processes = ()

        with soak.Faults(Store, 0) as faults:
            faults._thread.join(5)
        self.assertIn("Faults: ", faults.broken)


if __name__ == "__main__":
    unittest.main()
