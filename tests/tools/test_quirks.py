"""What real exports do besides: entities, tags, blanks of all sorts, commas in labels, headers twice, repetitions."""

# ruff: noqa: E501 - a case a line reads as a table

import json
from pathlib import Path

import pytest

from tests.tables.runs import run, score
from tests.tools.people import bilingual

NAME = "Name of the organisation"
Q3 = '{"ImportId":"QID1"}'

# profile, words, content, (records, accepted, rejected, skipped), [(record, column, code)], {result: text}
QUIRKS: dict[str, tuple[str, str, str | bytes, tuple[int, ...], list[tuple[int, str, str]]]] = {
    "a BOM and quotes": ("limesurvey", "", '\ufeff"agency";"perspective";"heard"\n"A";"manager";"3"\n', (1, 1, 0, 0), []),
    "a column without a name at the end": ("limesurvey", "", "agency;perspective;heard;\nA;manager;3;\n", (1, 1, 0, 0), []),
    "entities in a header": (
        "limesurvey", "--as manager", f'"{NAME}";"Anything else&#63;";"&lt;b&gt;Are people heard?"\n"A";"x";"3"\n'.replace(
            "&lt;b&gt;", "<b>"), (1, 1, 0, 0), []),
    "tags in a header": (
        "limesurvey", "--as manager", f'"{NAME}";"<p>Are people <strong>heard</strong>?</p>"\n"A";"often"\n', (1, 1, 0, 0), []),
    "blanks that do not break": (
        "limesurvey", "--as manager", f'"{NAME}";"Are\u00a0people heard\u202f?"\n"A";"\u00a0often "\n', (1, 1, 0, 0), []),
    "codes and labels in one column": (
        "limesurvey", "--as manager", "agency;heard;asked\nA;3;After\nA;often;2\nA;Often;after\n", (3, 3, 0, 0), []),
    "N/A where nothing was shown": ("limesurvey", "--as manager", "agency;heard;people\nA;N/A;3\nA;3;N/A\n", (2, 2, 0, 0), []),
    "an option of one's own": (
        "limesurvey", "--as manager", "agency;ways[1];ways[other]\nA;Y;\nA;;by drum\n", (2, 2, 0, 0), []),
    "boxes called with _": ("limesurvey", "--as manager", "agency;ways_1;ways_dk\nA;Y;\nA;;Y\n", (2, 2, 0, 0), []),
    "boxes of yes and no": ("limesurvey", "--as manager", "agency;ways[1];ways[2]\nA;Oui;Non\nA;Yes;No\nA;No;maybe\n",
                            (3, 2, 1, 0), [(3, "ways[2]", "bad-answer")]),
    "text before a code": ("limesurvey", "--as manager", '"agency. Name";"heard. Are people heard?"\n"A";"4"\n', (1, 1, 0, 0), []),
    "cp1252 with a decimal comma": (
        "redcap", "--as manager", "agency;people;heard\nBêta;12,0;3\nBêta;12,5;3\n".encode("cp1252"),
        (2, 1, 1, 0), [(2, "people", "decimal-comma")]),
    "line ends of Windows": ("redcap", "--as manager", "agency,heard\r\nA,3\r\nA,9\r\n", (2, 1, 1, 0), [(2, "heard", "bad-answer")]),
    "repeated answers of one record": (
        "redcap", "--as manager", "record_id,redcap_repeat_instrument,redcap_repeat_instance,agency,heard\n"
        "1,,,,\n1,form,1,A,3\n1,form,2,A,2\n1,form,2,A,1\n", (4, 2, 1, 1), [(4, "record_id", "respondent-again")]),
    "boxes of a record that was never opened": (
        "redcap", "--as manager", "record_id,agency,ways___1,ways___dk,x_complete\n1,A,1,0,2\n2,,0,0,0\n", (2, 1, 0, 1), []),
    "labels of boxes": (
        "redcap", "--as manager", f'{NAME},"Which ways are there? (choice=Phone)","Which ways are there? (choice=None of these)"\n'
        "A,Checked,Unchecked\nA,Unchecked,Checked\nA,Checked,Checked\n",
        (3, 2, 1, 0), [(3, "Which ways are there? (choice=Phone)", "bad-answer")]),
    "a summary and boxes": (
        "kobo", "--as manager", "agency;s/ways;s/ways/phone;s/ways/paper;_uuid\nA;phone;1;0;u1\n", (1, 1, 0, 0), []),
    "boxes alone": ("kobo", "--as manager", "agency;s/ways/phone;s/ways/paper;s/ways/visit\nA;1;0;0\nA;;;\n", (2, 2, 0, 0), []),
    "boxes of true and false": ("kobo", "--as manager", "agency;s/ways/phone;s/ways/paper\nA;True;False\n", (1, 1, 0, 0), []),
    "groups in groups": ("kobo", "--as manager", "agency;a/b/heard;c/ways\nA;3;phone visit\n", (1, 1, 0, 0), []),
    "the same id twice": (
        "kobo", "--as manager", "agency;heard;_uuid\nA;3;u1\nA;3;u1\n", (2, 1, 1, 0), [(2, "_uuid", "respondent-again")]),
    "an option twice": ("odk", "--as manager", "agency,s-ways,KEY\nA,phone phone,u1\n", (1, 0, 1, 0), [(1, "s-ways", "bad-answer")]),
    "what does not apply": ("odk", "--as manager", "agency,s-heard,s-ways\nA,does_not_apply,does_not_apply\n", (1, 1, 0, 0), []),
    "none of these": ("odk", "--as manager", "agency,s-ways\nA,none_of_these\nA,none_of_these visit\n",
                      (2, 1, 1, 0), [(2, "s-ways", "bad-answer")]),
    "single quotes in the third row": (
        "qualtrics", "--as manager", "Q1,Q2\nName of the organisation,Are people heard?\n{'ImportId': 'QID1'},{'ImportId': 'QID2'}\nA,Often\n",
        (1, 1, 0, 0), []),
    "lines in a question": (
        "qualtrics", "--as manager", f'Q1,Q2\n{NAME},"Are people\r\nheard?"\n{Q3.replace(",", ";")!r},{Q3!r}\n'.replace("'", '"').replace(
            '"{"ImportId":"QID1"}"', '"{""ImportId"":""QID1""}"') + "A,often\n", (1, 1, 0, 0), []),
    "nothing seen": ("qualtrics", "--as manager", "Q1,heard\nName of the organisation,h\n{'ImportId': '1'},{'ImportId': '2'}\nA,-99\n",
                     (1, 1, 0, 0), []),
    "options joined by commas that labels hold": (
        "google_forms", "--as manager", f'{NAME},Which ways are there?\nA,"Phone, paper & pen, Visit us"\nA,"Phone, Visit us"\n'
        'A,"Phone, Phone, paper & pen"\nA,"paper & pen, Phone"\n', (4, 3, 1, 0), [(4, "Which ways are there?", "left-over")]),
    "options in French": (
        "google_forms", "--as manager", 'Horodateur,Nom de l\u2019organisation,De quelles façons peut-on s\u2019exprimer ?\n'
        '31/03/2026 10:11:12,A,"Téléphone, papier et crayon, Visite chez nous"\n', (1, 1, 0, 0), []),
    "a label of an answer that holds a comma": (
        "google_forms", "--as manager", f'{NAME},When are people asked?\nA,"From the start, always"\nA,From the start\n',
        (2, 1, 1, 0), [(2, "When are people asked?", "bad-answer")]),
    "labels in small and great letters": ("google_forms", "--as manager", f"{NAME},Are people heard?\nA,OFTEN\nA, always.\n", (2, 2, 0, 0), []),
    "a mark at the end": ("microsoft_forms", "--as manager", f"ID;{NAME};Which ways are there?\n1;A;\"Phone;Visit us;\"\n", (1, 1, 0, 0), []),
    "numbers that begin anew": ("microsoft_forms", "--as manager", f"ID,{NAME},Are people heard?\n1,A,often\n1,A,never\n",
                                (2, 1, 1, 0), [(2, "ID", "respondent-again")]),
    "the first row carried forward": (
        "surveymonkey", "--as manager", f"Respondent ID,{NAME},Which ways are there?,,\n,Open-Ended Response,Phone,Visit us,I don't know\n"
        "9,A,Phone,Visit us,\n8,A,,,I don't know\n7,A,,,\n", (3, 3, 0, 0), []),
    "a perspective by its title": ("redcap", "", "agency,perspective,heard\nA,Service user,3\nA,managers,2\n", (2, 2, 0, 0), []),
}  # fmt: skip


@pytest.mark.parametrize("quirk", QUIRKS)
def test_a_quirk_is_read_and_accounted_for(quirk: str, tmp_path: Path) -> None:
    profile, words, content, counts, wrong = QUIRKS[quirk]
    pack = bilingual(tmp_path)
    (tmp_path / "in.csv").write_bytes(content if isinstance(content, bytes) else content.encode())
    done = run(tmp_path, "in.csv", "--profile", profile, *words.split(), pack=pack)
    assert done.counts == counts, done.told
    assert done.wrong == wrong


RESPONSE = {"resourceType": "QuestionnaireResponse", "item": [
    {"linkId": "agency", "answer": [{"valueString": "A"}]}, {"linkId": "heard", "answer": [{"valueCoding": {"code": "3"}}]},
]}  # fmt: skip
FHIR = {
    "sound": (json.dumps(RESPONSE), "", (1, 1, 0, 0)),
    "another resource": ('{"resourceType": "Patient"}', "fhir-record", (1, 0, 1, 0)),
    "no resource": ('{"a": 1}', "fhir-record", (1, 0, 1, 0)),
    "a list": ("[1, 2]", "fhir-record", (1, 0, 1, 0)),
    "half an object": ('{"resourceType": ', "fhir-record", (1, 0, 1, 0)),
    "entered in error": (json.dumps({**RESPONSE, "status": "entered-in-error"}), "fhir-record", (1, 0, 1, 0)),
    "an item that is no list": (json.dumps({**RESPONSE, "item": {"linkId": "agency"}}), "fhir-record", (1, 0, 1, 0)),
    "an answer that is no list": (json.dumps({**RESPONSE, "item": [{"linkId": "x", "answer": 3}]}), "fhir-record", (1, 0, 1, 0)),
    "an answer without a linkId": (json.dumps({**RESPONSE, "item": [{"answer": [{"valueString": "x"}]}]}), "fhir-record", (1, 0, 1, 0)),
    "a value of another sort": (json.dumps({**RESPONSE, "item": [{"linkId": "heard", "answer": [{"valueAttachment": {}}]}]}),
                                "fhir-record", (1, 0, 1, 0)),
    "an answer off the scale": (json.dumps(RESPONSE).replace('"3"', '"9"'), "bad-answer", (1, 0, 1, 0)),
    "a blank line": ("", "", (0, 0, 0, 0)),
}  # fmt: skip


@pytest.mark.parametrize("case", FHIR)
def test_a_response_that_is_none_takes_nothing_with_it(case: str, tmp_path: Path) -> None:
    line, code, counts = FHIR[case]
    content = f"{json.dumps(RESPONSE)}\n{line}\n{json.dumps(RESPONSE)}\n"
    done = score(tmp_path, content, "--profile", "fhir", "--as", "manager", name="in.ndjson")
    assert done.counts == (counts[0] + 2, counts[1] + 2, *counts[2:]), done.told
    assert [each["code"] for each in done.rejects] == ([code] if code else [])
    assert [each["line"] for each in done.rejects] == (["2"] if code else [])


def test_a_document_that_is_none_is_refused(tmp_path: Path) -> None:
    done = score(tmp_path, '{"resourceType": "Bundle", ', "--profile", "fhir", "--as", "manager", name="in.json")
    assert done.exit_code == 4
    assert "[damaged]" in done.told


def test_a_bundle_without_entries_is_empty(tmp_path: Path) -> None:
    done = score(tmp_path, '{"resourceType": "Bundle"}', "--profile", "fhir", "--as", "manager", name="in.json")
    assert "[empty]" in done.told
