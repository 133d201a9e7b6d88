"""The commands behind the Makefile: ``python -m nkpay book`` and the like."""

from __future__ import annotations

import argparse
import sys

from nkpay.data import DataError, repository
from nkpay.fonts import FontMissing


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return its exit status."""
    options = _parser().parse_args(arguments)
    try:
        return _run(options)
    except (DataError, FontMissing, FileNotFoundError) as error:
        print(error, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="nkpay", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    book = commands.add_parser("book", help="execute the chapters; write HTML, PDF and notebooks")
    book.add_argument("--no-pdf", action="store_true", help="HTML and notebooks alone")
    serve = commands.add_parser("serve", help="show the book, and build it again at each save")
    serve.add_argument("--port", type=int, default=8000)
    commands.add_parser("check-data", help="validate the data package; report every fault")
    commands.add_parser("seal-data", help="write the hashes of the tables into the descriptor")
    commands.add_parser("data-release", help="zip of all tables, CSV and SQLite, with checksums")
    diff = commands.add_parser("diff", help="what changed since an earlier version of the data")
    diff.add_argument("old", help="a folder, a zip of a release, or a name that git knows")
    diff.add_argument("new", nargs="?", default="", help="likewise; without it this checkout")
    diff.add_argument("--write", action="store_true", help="keep it in editions/ for the book")
    commands.add_parser("picture", help="draw the picture of the README from the data as they are")
    release = commands.add_parser("release", help="gather what a release offers, with checksums")
    release.add_argument("--tag", default="", help="refuse unless it is v<version of the data>")
    return parser


def _run(options: argparse.Namespace) -> int:
    # Imported late: a fault in the data should not wait for Sphinx.
    if options.command == "book":
        from nkpay.book.build import build

        return build(pdf=not options.no_pdf)
    if options.command == "serve":
        from nkpay.book.serve import serve

        return serve(options.port)
    if options.command == "diff":
        from nkpay.editions import command

        return command.run(options.old, options.new, write=options.write)
    if options.command == "seal-data":
        from nkpay import validate

        return validate.seal()
    if options.command == "check-data":
        from nkpay import validate

        return validate.check()
    return _write(options)


def _write(options: argparse.Namespace) -> int:
    """The commands that write one file or folder and print its path."""
    if options.command == "picture":
        from nkpay import picture

        written = picture.draw()
    elif options.command == "release":
        from nkpay.book import release

        written = release.gather(options.tag)
    else:
        from nkpay import data_release, validate

        if status := validate.check():
            return status
        written = data_release.build()
    print(written.relative_to(repository()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
