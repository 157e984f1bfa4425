"""The files of deploy parse, and what they refer to is there."""

import re
import shutil
import subprocess
import unittest
from pathlib import Path

try:
    import yaml
except ImportError:  # Debian: python3-yaml
    yaml = None

PROJECT = Path(__file__).parents[2]
DEPLOY = PROJECT / "deploy"
PORT = 11211


def documents(path):
    return [document for document in yaml.safe_load_all((DEPLOY / path).read_text(encoding="utf-8")) if document]


def environment(path):
    lines = (DEPLOY / path).read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


@unittest.skipUnless(yaml, "needs PyYAML")
class ComposeTests(unittest.TestCase):

    def setUp(self):
        (self.compose,) = documents("compose/compose.yaml")
        self.services = self.compose["services"]

    def nodes(self, service):
        return [node.split(":") for node in self.services[service]["environment"]["MEMSHARE_NODES"].split(",")]

    def test_every_application_has_the_same_list_and_each_node_is_a_service(self):
        applications = [name for name in self.services if name.startswith("application")]
        self.assertEqual(len(applications), 3)
        for name in applications:
            self.assertEqual(self.nodes(name), self.nodes("application1"))
            for host, port in self.nodes(name):
                self.assertIn(host, self.services)
                self.assertEqual(int(port), PORT)

    def test_only_the_applications_reach_memcached(self):
        self.assertTrue(self.compose["networks"]["sessions"]["internal"])
        for name, service in self.services.items():
            reaches = "sessions" in service["networks"]
            self.assertEqual(reaches, name.startswith(("application", "memcached")), name)
            if name.startswith("memcached"):
                self.assertEqual(service["networks"], ["sessions"])
                self.assertNotIn("ports", service)

    def test_what_a_service_depends_on_or_mounts_is_there(self):
        for name, service in self.services.items():
            for other in service.get("depends_on", []):
                self.assertIn(other, self.services, name)
            for network in service["networks"]:
                self.assertIn(network, self.compose["networks"], name)
            for volume in service.get("volumes", []):
                self.assertTrue((DEPLOY / "compose" / volume.split(":")[0]).is_file(), volume)

    def test_published_ports_are_on_loopback(self):
        ports = [port for service in self.services.values() for port in service.get("ports", [])]
        self.assertEqual(len(ports), 3)
        for port in ports:
            self.assertTrue(port.startswith("127.0.0.1:"), port)

    def test_the_balancer_and_prometheus_name_the_applications(self):
        expected = {f"application{number}:8080" for number in (1, 2, 3)}
        balancer = (DEPLOY / "compose/haproxy.cfg").read_text(encoding="utf-8")
        self.assertEqual({line.split()[2] for line in balancer.splitlines() if line.strip().startswith("server ")}, expected)
        (prometheus,) = documents("compose/prometheus.yml")
        (job,) = prometheus["scrape_configs"]
        self.assertEqual(set(job["static_configs"][0]["targets"]), expected)
        mounted = [volume.split(":")[1] for volume in self.services["prometheus"]["volumes"]]
        self.assertIn(prometheus["rule_files"][0], mounted)

    def test_grafana_asks_prometheus_and_finds_the_dashboard(self):
        (sources,) = documents("compose/grafana-datasource.yml")
        self.assertEqual(sources["datasources"][0]["url"], "http://prometheus:9090")
        (dashboards,) = documents("compose/grafana-dashboards.yml")
        folder = dashboards["providers"][0]["options"]["path"]
        self.assertTrue(any(volume.split(":")[1].startswith(folder) for volume in self.services["grafana"]["volumes"]))

    def test_a_node_has_more_memory_than_its_items(self):
        for name in ("memcached1", "memcached2", "memcached3"):
            service = self.services[name]
            items = int(service["command"][service["command"].index("-m") + 1])
            self.assertGreaterEqual(int(service["mem_limit"].removesuffix("m")), items * 5 // 4)


@unittest.skipUnless(yaml, "needs PyYAML")
class KubernetesTests(unittest.TestCase):

    def setUp(self):
        (kustomization,) = documents("kubernetes/kustomization.yaml")
        self.resources = {(document["kind"], document["metadata"]["name"]): document
                          for path in kustomization["resources"] for document in documents(f"kubernetes/{path}")}
        files = {path.name for path in (DEPLOY / "kubernetes").glob("*.yaml")}
        self.assertEqual(files, {*kustomization["resources"], "kustomization.yaml"})

    def pod(self, kind, name):
        return self.resources[kind, name]["spec"]["template"]

    def container(self, kind, name):
        (container,) = self.pod(kind, name)["spec"]["containers"]
        return container

    def test_there_is_what_a_deployment_needs(self):
        self.assertEqual(set(self.resources), {
            ("Service", "memcached"), ("StatefulSet", "memcached"), ("PodDisruptionBudget", "memcached"),
            ("Service", "application"), ("Deployment", "application"), ("PodDisruptionBudget", "application"),
            ("NetworkPolicy", "memcached")})

    def test_every_selector_finds_its_pods(self):
        for kind, name in (("StatefulSet", "memcached"), ("Deployment", "application")):
            labels = self.pod(kind, name)["metadata"]["labels"]
            for resource, get in ((kind, lambda spec: spec["selector"]["matchLabels"]),
                                  ("PodDisruptionBudget", lambda spec: spec["selector"]["matchLabels"]),
                                  ("Service", lambda spec: spec["selector"])):
                self.assertEqual(get(self.resources[resource, name]["spec"]), labels, (resource, name))

    def test_the_list_names_the_pods_of_the_headless_service(self):
        service, nodes = self.resources["Service", "memcached"]["spec"], self.resources["StatefulSet", "memcached"]["spec"]
        self.assertEqual((service["clusterIP"], service["ports"][0]["port"]), ("None", PORT))
        self.assertEqual(nodes["serviceName"], "memcached")
        variables = {each["name"]: each["value"] for each in self.container("Deployment", "application")["env"]}
        self.assertEqual(variables["MEMSHARE_NODES"].split(","),
                         [f"memcached-{number}.memcached:{PORT}" for number in range(nodes["replicas"])])

    def test_ports_have_the_names_that_services_and_probes_use(self):
        for kind, name in (("StatefulSet", "memcached"), ("Deployment", "application")):
            container = self.container(kind, name)
            names = {port["name"] for port in container["ports"]}
            for port in self.resources["Service", name]["spec"]["ports"]:
                self.assertIn(port["targetPort"], names)
            for probe in (value for key, value in container.items() if key.endswith("Probe")):
                (check,) = (probe[key] for key in ("httpGet", "tcpSocket") if key in probe)
                self.assertIn(check["port"], names)

    def test_nodes_are_replaced_one_by_one_with_time_to_be_filled(self):
        self.assertGreaterEqual(self.resources["StatefulSet", "memcached"]["spec"]["minReadySeconds"], 30)
        for name in ("memcached", "application"):
            self.assertEqual(self.resources["PodDisruptionBudget", name]["spec"]["maxUnavailable"], 1)

    def test_only_the_applications_reach_memcached_which_reaches_no_one(self):
        policy = self.resources["NetworkPolicy", "memcached"]["spec"]
        self.assertEqual(policy["podSelector"]["matchLabels"],
                         self.pod("StatefulSet", "memcached")["metadata"]["labels"])
        (rule,) = policy["ingress"]
        self.assertEqual([peer["podSelector"]["matchLabels"] for peer in rule["from"]],
                         [self.pod("Deployment", "application")["metadata"]["labels"]])
        self.assertEqual([port["port"] for port in rule["ports"]], [PORT])
        self.assertEqual((policy["policyTypes"], policy.get("egress")), (["Ingress", "Egress"], None))

    def test_probes_do_not_depend_on_memshare(self):
        container = self.container("Deployment", "application")
        self.assertEqual(container["livenessProbe"]["httpGet"]["path"], "/actuator/health/liveness")
        self.assertEqual(container["readinessProbe"]["httpGet"]["path"], "/actuator/health/readiness")

    @unittest.skipUnless(shutil.which("kubectl"), "needs kubectl")
    def test_kubectl_builds_it(self):
        built = subprocess.run(["kubectl", "kustomize", DEPLOY / "kubernetes"], capture_output=True, text=True,
                               timeout=60, check=True).stdout
        self.assertEqual(len(re.findall("^kind: ", built, re.MULTILINE)), len(self.resources))


class HostTests(unittest.TestCase):

    def rules(self):
        text = (DEPLOY / "hosts/iptables.rules").read_text(encoding="utf-8")
        return [line for line in text.splitlines() if line.startswith("-A INPUT")]

    def test_both_firewalls_let_the_same_peers_in_which_are_the_other_nodes(self):
        own = environment("hosts/memcached.env")["ADDRESS"]
        nodes = {node.split(":")[0] for node in environment("hosts/application.env")["MEMSHARE_NODES"].split(",")}
        peers = {re.search("-s ([0-9.]+)", rule)[1] for rule in self.rules() if f"--dport {PORT}" in rule}
        nftables = (DEPLOY / "hosts/nftables.conf").read_text(encoding="utf-8")
        elements = set(re.search(r"elements = \{ (.*) \}", nftables)[1].split(", "))
        self.assertEqual(peers, nodes - {own})
        self.assertEqual(elements, peers)

    def test_the_firewall_is_step_five_of_the_tutorial(self):
        page = (PROJECT / "docs/tutorial.md").read_text(encoding="utf-8")
        tutorial = re.findall(r"^lamp01\$ iptables (-A INPUT .*)$", page, re.MULTILINE)
        self.assertEqual(len(tutorial), 8)
        self.assertEqual(self.rules(), tutorial)

    def test_units_have_the_variables_that_they_use(self):
        for unit in ("memcached", "application"):
            text = (DEPLOY / f"hosts/{unit}.service").read_text(encoding="utf-8")
            self.assertIn(f"EnvironmentFile=/etc/memshare/{unit}.env", text)
            for variable in re.findall(r"\$\{([A-Z]+)\}", text):
                self.assertIn(variable, environment(f"hosts/{unit}.env"))

    @unittest.skipUnless(shutil.which("nft"), "needs nft")
    def test_nft_takes_the_rules(self):
        done = subprocess.run(["nft", "-c", "-f", DEPLOY / "hosts/nftables.conf"], capture_output=True, text=True,
                              timeout=60, check=False)
        if "Operation not permitted" in done.stderr:
            self.skipTest("needs root")
        self.assertEqual((done.returncode, done.stderr), (0, ""))


if __name__ == "__main__":
    unittest.main()
