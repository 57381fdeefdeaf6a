"""``qa explain``: a rule to its manual page, or a word of a document to the way it was judged."""

from __future__ import annotations

import click

from qa.cli.options import Settings, rulebook_options


@click.command(name="explain", short_help="Print the manual page of a rule or a kind of check, or how a word was judged.")
@click.argument("subject", metavar="RULE|KIND|PATH")
@click.option("--word", metavar="WORD", help="Tell how this word of the document at PATH was judged.")
@rulebook_options
def command(subject: str, word: str | None, settings: Settings) -> None:
    """Print the manual page of a rule: what it reports, why, where it stops, where it comes from. Or that of a kind of check:
    what its rules are made of, the smallest one, and what is often got wrong.

    With --word, tell how a word of a document was judged: what is known of it, what was proposed, and why it was reported
    or not.

    \b
    qa explain spelling.unknown
    qa explain sequence
    qa explain --word consultaive speech.txt
    """
    from qa.checks import CHECKS
    from qa.writers.manual_page import page, word_page

    if word is None and subject in CHECKS.shipped:
        from qa.cli.kind_pages import kind_page

        click.echo(kind_page(CHECKS.shipped[subject], settings.rulebook()), nl=False)
        return
    if word is None:
        click.echo(page(subject, settings.config().rules), nl=False)
        return
    from qa.batch.check import load_document
    from qa.engine.trace import trace_word

    checker = settings.with_option("advice", True, "--word").checker().of(subject)
    click.echo(word_page(trace_word(word, load_document(subject), checker)), nl=False)
