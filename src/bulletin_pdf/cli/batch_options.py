"""Options for runs of many: how many at once, and whether unchanged files are made again."""

import argparse

from bulletin_pdf.batch.run_tasks import RunOptions
from bulletin_pdf.batch.task import Tls
from bulletin_pdf.cli.arguments import CommandParser, WrongUsage
from bulletin_pdf.cli.language import say_on_terminal
from bulletin_pdf.cli.terminal import Terminal

_SCHEMES = ("tcp://", "tls://")


def add_batch_options(parser: CommandParser, jobs: str = "help-jobs", *, cluster: bool = False) -> None:
    """Add the options; `jobs` are the words for what is done at once, `cluster` says whether one may help."""
    lang = parser.lang
    who = parser.add_mutually_exclusive_group()
    who.add_argument("--jobs", type=int, metavar=say_on_terminal(lang, "N"), help=say_on_terminal(lang, jobs))
    if cluster:
        who.add_argument(
            "--cluster", metavar=say_on_terminal(lang, "ADDRESS"), help=say_on_terminal(lang, "help-cluster")
        )
        helps = ("help-cluster-ca", "help-cluster-cert", "help-cluster-key")
        for name, words in zip(Tls._fields, helps, strict=True):
            parser.add_argument(
                f"--cluster-{name}",
                metavar=say_on_terminal(lang, "FILE"),
                default="",
                help=say_on_terminal(lang, words),
            )
    parser.add_argument("--force", action="store_true", help=say_on_terminal(lang, "help-rebuild"))


def run_options(options: argparse.Namespace, terminal: Terminal) -> RunOptions:
    """Take the options from the command line."""
    if options.jobs is not None and options.jobs < 0:
        raise WrongUsage(terminal.say("negative-jobs"))
    cluster = getattr(options, "cluster", None) or ""
    if cluster and not cluster.startswith(_SCHEMES):
        raise WrongUsage(terminal.say("no-scheduler", text=cluster))
    tls = Tls(*(getattr(options, f"cluster_{name}", "") for name in Tls._fields))
    if any(tls) and not (all(tls) and cluster.startswith("tls://")):
        raise WrongUsage(terminal.say("cluster-tls"))
    return RunOptions(options.jobs, options.force, cluster, tls)
