"""Options for runs of many: how many at once, and whether what is unchanged is made again."""

import argparse

from bulletin_pdf.batch.job import Tls
from bulletin_pdf.batch.run import How
from bulletin_pdf.cli.arguments import CommandParser, WrongUsage
from bulletin_pdf.cli.terminal import Terminal
from bulletin_pdf.cli.words import say

_SCHEMES = ("tcp://", "tls://")


def add_batch(parser: CommandParser, jobs: str = "help-jobs", *, cluster: bool = False) -> None:
    """Add the options; `jobs` are the words for what is done at once, `cluster` says whether one may help."""
    lang = parser.lang
    who = parser.add_mutually_exclusive_group()
    who.add_argument("--jobs", type=int, metavar=say(lang, "N"), help=say(lang, jobs))
    if cluster:
        who.add_argument("--cluster", metavar=say(lang, "ADDRESS"), help=say(lang, "help-cluster"))
        helps = ("help-cluster-ca", "help-cluster-cert", "help-cluster-key")
        for name, words in zip(Tls._fields, helps, strict=True):
            parser.add_argument(
                f"--cluster-{name}", metavar=say(lang, "FILE"), default="", help=say(lang, words)
            )
    parser.add_argument("--force", action="store_true", help=say(lang, "help-rebuild"))


def how_asked(options: argparse.Namespace, terminal: Terminal) -> How:
    """Take the options from the command line."""
    if options.jobs is not None and options.jobs < 0:
        raise WrongUsage(terminal.say("negative-jobs"))
    cluster = getattr(options, "cluster", None) or ""
    if cluster and not cluster.startswith(_SCHEMES):
        raise WrongUsage(terminal.say("no-scheduler", text=cluster))
    tls = Tls(*(getattr(options, f"cluster_{name}", "") for name in Tls._fields))
    if any(tls) and not (all(tls) and cluster.startswith("tls://")):
        raise WrongUsage(terminal.say("cluster-tls"))
    return How(options.jobs, options.force, cluster, tls)
