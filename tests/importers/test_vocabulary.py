"""Words by which rows are known, in seven languages."""

from collections.abc import Callable

from runofshow.importers.vocabulary import (
    is_break,
    is_everybody,
    is_floor,
    is_nobody,
    is_panel,
    is_the_end,
    is_total,
    item_type,
)


def told_apart(kind: Callable[[str], bool], such: str, others: str) -> None:
    assert [text for text in such.split(" | ") if not kind(text)] == []
    assert [text for text in others.split(" | ") if kind(text)] == []


def test_floor_rounds_are_known_by_their_titles() -> None:
    """Titles of these words alone, up to a colon or to what they are about; no talk in which one happens to stand."""
    told_apart(
        is_floor,
        "Q&A | Questions and answers (30 min) | Open discussion | Discussion on the way forward | General debate"
        " | Interactive dialogue with Member States | Tour de table | Échange de vues | Preguntas del público"
        " | Fragen aus dem Publikum | Dibattito con il pubblico | Perguntas e respostas | Vragen uit de zaal",
        "Interactive map | The debate that shaped the law: a history | Launch of the Dialogue Platform | Exchange rates"
        " | Question of Palestine | Discussion paper on water | Opening",
    )


def test_breaks_and_other_items_are_known_by_their_titles() -> None:
    told_apart(
        is_break,
        "Coffee break | Lunch | Networking lunch | Lunch hosted by the Government of Chile | Pause-café | Mittagspause"
        " | Pausa para el café | Pausa pranzo | Intervalo para almoço | Koffiepauze",
        "Breaking news | Lunch-time talk on rivers | Coffee and climate",
    )
    titles = ("Family photo", "Video message", "Signing ceremony", "Musical performance")
    assert list(map(item_type, titles)) == ["photo", "video", "ceremony", "music"]
    assert item_type("Registration") == "other"


def test_the_end_and_rows_that_add_up_are_known_by_their_titles() -> None:
    told_apart(
        is_the_end,
        "End | End of day 1 | Close of the meeting | Fin de la réunion | Cierre | Ende der Veranstaltung"
        " | Chiusura dei lavori | Encerramento | Einde",
        "Closing remarks | Ending poverty | Final session on water",
    )
    told_apart(
        is_total,
        "Total | Grand total | Total time: | Duración total: | Gesamtdauer | Durée totale | Totale | Summe"
        " | Total geral | Total general",
        "Total eclipse | Sum of all parts",
    )


def test_everybody_nobody_and_panels_are_not_people() -> None:
    told_apart(is_everybody, "All participants | Floor | Member States | Tous | Alle", "Ms. All | All about water")
    told_apart(is_nobody, "NA | n/a | - | None | –", "Na Li | Nana | TBC")
    told_apart(
        is_panel,
        "Panel discussion | Panel 1: rivers | High-level panel | Table ronde : l'eau | Mesa redonda | Podium",
        "Solar panels for all | Roundabout",
    )


def test_registration_with_coffee_is_a_break() -> None:
    told_apart(is_break, "Registration and coffee | Arrival & tea | Welcome coffee", "Registration | Welcome")
