"""The command line: one verb a module, mounted here."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from rasid.cli import (
    assess,
    backtest,
    bench,
    brief,
    compare,
    evaluate,
    export,
    import_,
    link,
    places,
    read,
    review,
    run,
    search,
    serve,
    show,
    simulate,
    train,
    verify,
)
from rasid.cli.console import EXIT_FAILED, EXIT_USAGE, say
from rasid.errors import RasidError, UsageError
from rasid.version import __version__

app = typer.Typer(
    name="rasid",
    help="Read Arabic news about armed conflict and turn it into data an analyst can defend.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"rasid {__version__}")
        raise typer.Exit


@app.callback()
def options(
    store: Annotated[
        str | None,
        typer.Option(help="SQLite file or postgresql:// address.", envvar="RASID_STORE"),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Options of every verb."""


app.command("run")(run.command)
app.command("read")(read.command)
app.command("link")(link.command)
app.command("show")(show.command)
app.command("history")(search.history)
app.command("search")(search.search)
app.command("export")(export.command)
app.command("import")(import_.command)
app.command("compare")(compare.command)
app.command("serve")(serve.command)
app.add_typer(review.app, name="review")
app.add_typer(serve.accounts_app, name="accounts")
app.command("assess")(assess.command)
app.command("backtest")(backtest.command)
app.add_typer(places.app, name="places")
app.command("brief")(brief.command)
app.command("simulate")(simulate.command)
app.command("verify")(verify.command)
app.command("evaluate")(evaluate.command)
app.command("bench")(bench.command)
app.command("train")(train.command)


def main() -> None:
    """Run the command line; a known error is a message and an exit code, never a traceback."""
    try:
        app()
    except UsageError as error:
        say(f"rasid: {error}", style="red")
        sys.exit(EXIT_USAGE)
    except RasidError as error:
        say(f"rasid: {error}", style="red")
        sys.exit(EXIT_FAILED)
    except BrokenPipeError:
        # The reader of our output (head, less) has gone; that is its right.
        sys.stderr.close()
        sys.exit(EXIT_FAILED)
    except KeyboardInterrupt:
        say("rasid: stopped; what was stored stays, and the next run goes on from there")
        sys.exit(EXIT_FAILED)


if __name__ == "__main__":
    main()
