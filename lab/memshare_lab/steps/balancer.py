"""Steps with the load balancer."""


def balancer_up(trial):
    """Starts the load balancer; from now on the visitors know nothing else."""
    trial.lab.start_balancer()
    for visitor in trial.visitors:
        visitor.doors = [trial.lab.balancer]


def balanced_visits(rounds):
    """Visits through the load balancer, which has to use every server."""
    def step(trial):
        used = set()
        for _ in range(rounds):
            trial.each(lambda visitor: used.add(visitor.visit(visitor.next_host())))
        unused = [host.name for host in trial.lab.hosts if host.public not in used]
        if unused:
            trial.ledger.fail(f"the load balancer did not use {', '.join(unused)} {trial.ledger.phase}")
    return step
