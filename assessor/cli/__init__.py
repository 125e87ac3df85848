"""The command line: one command a file; this is the one place where errors become messages and exit codes."""

import os
from importlib import import_module
from typing import Any

import click

# Pydantic looks through every installed package for plugins, which costs a fifth of the start-up; none is used here.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

COMMANDS = (
    "take", "form", "collect", "score", "explain", "plan", "compare", "rescore", "sector", "check", "batch", "map",
    "translate", "show", "schema",
)  # fmt: skip
MODULES = {"map": "draft"}
"""Commands whose module has another name; one called map would hide the builtin from this one."""
CRASHED = 70
"""Exit code when the program itself went wrong; everything a user can do wrong has a code of its own."""


class Commands(click.Group):
    """Finds each command in its own module, and turns errors into messages on stderr."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = MODULES.get(cmd_name, cmd_name)
        command: click.Command = getattr(import_module(f"assessor.cli.{module}"), module)
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from assessor.errors import nearest

            ctx.fail(f"There is no command {args[0]!r}. {nearest(args[0], COMMANDS)}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit, BrokenPipeError):
            raise
        except Exception as error:
            ctx.exit(_told(error))


def _told(error: Exception) -> int:
    """Prints what went wrong; the exit code."""
    from assessor.errors import USAGE, AssessorError, problem

    if isinstance(error, OSError) and error.filename:
        error = AssessorError([problem("unreadable", name=error.filename, reason=error.strerror or error)], USAGE)
    if isinstance(error, AssessorError):
        click.echo("\n".join(map(str, error.problems)), err=True)
        return error.exit_code
    if os.environ.get("ASSESSOR_DEBUG"):
        raise error
    click.echo(str(problem("internal", reason=f"{type(error).__name__}: {error}")), err=True)
    return CRASHED


def _version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from assessor.cli.version import version_lines

        click.echo("\n".join(version_lines()))
        ctx.exit()


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show versions.")
def main() -> None:
    """Assess how the people who use your services take part in running them.

    \b
    Example:
      assessor score answers.yaml
    """


def loaded() -> click.Group:
    """The command line with every command in it, for what walks through all of them: man pages."""
    found = {name: main.get_command(click.Context(main), name) for name in COMMANDS}
    return click.Group("assessor", {name: each for name, each in found.items() if each}, help=main.help)
