"""Small errors put into merge, centre, desk and round, each with the test that notices it.

`./guitu soak --kind mutants` tries them all; docs/mutants.md lists them.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
_CENTRAL = "tests/app/store/test_central.py::"
_CLASSES = "tests/app/sync/test_each_class.py::"
_MERGE = "tests/app/domain/test_merge.py::"
_FAULTS = "tests/app/centre/test_faults.py::"
_SNAPSHOT = "tests/app/sync/test_snapshot.py::"
_UNKNOWN = "tests/app/sync/test_unknown.py::"
_SURVEY = "tests/app/faces/test_survey.py::"
_OWN = "tests/app/desk/test_calibrating.py::"
_COUNTRY = "tests/app/sync/test_faces_country.py::"
_REBUILD = "tests/app/desk/test_rebuilding.py::"
_HOMES = "tests/app/domain/test_place_alike.py::"
_ADVERSE = "tests/app/desk/test_adverse.py::"
_ALLOWED = "tests/app/store/test_allowed.py::"
_LISTING_PAPERS = "tests/app/desk/test_listing_papers.py::"
_NOTICES = "tests/ui/notices/test_notices.py::"
_OVERSEE = "tests/app/desk/test_overseeing.py::"
_FAIR = "tests/app/domain/test_fairness.py::"
_FUZZ = "tests/fuzz/test_targets.py::"
_CARD = "tests/ui/blacklist/test_listed_card.py::"
_HELD = "tests/app/desk/test_listed_vouchers.py::"
_SIGNS = "tests/app/desk/test_lead_signs.py::"
_CUSTODY = "tests/app/domain/test_custody.py::"
_EVENTS = "tests/app/desk/test_voucher_events.py::"
_LEAVING = "tests/app/desk/test_leaving.py::"
_MONTHLY = "tests/app/domain/test_monthly.py::"
_OLD = "tests/app/desk/test_taking_over.py::"
_DUE = "tests/app/domain/test_today.py::"
_MATTERS = "tests/app/desk/test_today.py::"
_LISTS = "tests/ui/blacklist/test_blacklist_page.py::"
_BEDS = "tests/app/desk/test_beds.py::"
_BED_RULES = "tests/app/domain/test_bed_rules.py::"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """In `file` stands `old`, once; with `new` in its place `test` must fail."""

    rule: str
    file: str
    old: str
    new: str
    test: str


MUTANTS = (
    Mutant(
        rule="of two changes of a field the later one holds",
        file="app/domain/merge.py",
        old="Outcome(takes=version > current, conflict=way is Way.WATCHED and not same)",
        new="Outcome(takes=True, conflict=way is Way.WATCHED and not same)",
        test=f"{_MERGE}test_in_whatever_order_they_come_the_same_value_holds",
    ),
    Mutant(
        rule="of a watched field the officers are asked",
        file="app/domain/merge.py",
        old="conflict=way is Way.WATCHED and not same)",
        new="conflict=False)",
        test=f"{_MERGE}test_of_two_changes_the_later_one_holds",
    ),
    Mutant(
        rule="what the centre decides the first one holds",
        file="app/domain/merge.py",
        old="Outcome(takes=False, conflict=not same)",
        new="Outcome(takes=version > current, conflict=not same)",
        test=f"{_MERGE}test_what_the_centre_decides_the_first_one_holds",
    ),
    Mutant(
        rule="a broken clock takes no value back unnoticed",
        file="app/domain/merge.py",
        old="Outcome(takes=version > current, conflict=version < current and not same)",
        new="Outcome(takes=True)",
        test=f"{_MERGE}test_a_broken_clock_takes_no_value_back_and_is_told",
    ),
    Mutant(
        rule="a desk keeps its own later change",
        file="app/domain/merge.py",
        old="current is None or version > current or (",
        new="current is None or version != current or (",
        test=f"{_CLASSES}test_a_change_that_waits_never_flashes_back",
    ),
    Mutant(
        rule="a desk follows the centre where it decides",
        file="app/domain/merge.py",
        old=" or (way is Way.CENTRAL and version != current)",
        new="",
        test=f"{_MERGE}test_a_desk_keeps_what_is_later_and_follows_the_centre_where_it_decides",
    ),
    Mutant(
        rule="a field has its own version",
        file="app/domain/merge.py",
        old='versions.get(name, versions.get("*"))',
        new='versions.get("*")',
        test=f"{_MERGE}test_a_field_has_its_own_version_or_that_of_the_whole",
    ),
    Mutant(
        rule="what is here is not taken again",
        file="app/store/central.py",
        old="[e for e in entries if e.n > device.last_n]",
        new="list(entries)",
        test=f"{_CENTRAL}test_what_is_said_twice_is_taken_once",
    ),
    Mutant(
        rule="entries that are missing are asked for",
        file="app/store/central.py",
        old="if entries[0].n > device.last_n + 1:",
        new="if entries[0].n > device.last_n + 9999:",
        test=f"{_CENTRAL}test_entries_that_do_not_follow_are_named",
    ),
    Mutant(
        rule="a copied disk is noticed",
        file="app/store/central.py",
        old="if here is not None and here.hash != device.last_hash:",
        new="if here is not None and here.hash == b'':",
        test=f"{_FAULTS}test_a_copy_that_says_the_last_entry_otherwise_is_noticed",
    ),
    Mutant(
        rule="the chain is proved",
        file="app/store/central.py",
        old="if not (whole and kept and link(entry.previous, said) == entry.hash):",
        new="if not whole:",
        test=f"{_CENTRAL}test_a_chain_that_does_not_prove_right_is_refused",
    ),
    Mutant(
        rule="two pushes of a station merge one after the other",
        file="app/store/central.py",
        old="        stand_in_line(connection, device.station, fresh)\n",
        new="",
        test=f"{_CENTRAL}test_two_desks_that_push_at_the_same_moment_are_asked_all_the_same",
    ),
    Mutant(
        rule="a full disk sets nothing aside",
        file="app/store/postgres.py",
        old="return str(state)[:2] in _AWAY",
        new="return False",
        test=f"{_FAULTS}test_a_database_in_trouble_takes_nothing_and_sets_nothing_aside",
    ),
    Mutant(
        rule="a clock far ahead is set back",
        file="app/store/merging.py",
        old="max(min(claimed, self.latest), self.stamped + 1)",
        new="max(claimed, self.stamped + 1)",
        test=f"{_CLASSES}test_a_clock_far_ahead_wins_no_longer_than_minutes",
    ),
    Mutant(
        rule="a group is taken whole or not at all",
        file="app/store/merging.py",
        old="made = Merged(under=into)",
        new="made = Merged(under=into, new=into.new, records=into.records)",
        test=f"{_CLASSES}test_of_a_deed_with_one_bad_record_nothing_is_taken",
    ),
    Mutant(
        rule="facts are added and never changed",
        file="app/store/merging.py",
        old="if kind in FACTS and not same:",
        new="if kind not in KINDS:",
        test=f"{_CENTRAL}test_facts_are_added_and_never_changed",
    ),
    Mutant(
        rule="two corrections of one claim are told",
        file="app/store/merging.py",
        old='if other["value"] != row["value"]:',
        new='if other["value"] == row["value"]:',
        test=f"{_CENTRAL}test_two_corrections_of_one_claim_both_stay_and_are_told",
    ),
    Mutant(
        rule="a stream has no holes and no number twice",
        file="app/store/feed.py",
        old="stream.c.last + moved.excluded.last}",
        new="stream.c.last + 1}",
        test=f"{_CLASSES}test_a_change_that_waits_never_flashes_back",
    ),
    Mutant(
        rule="a reader is given what follows its cursor",
        file="app/store/feed.py",
        old="change.c.seq > seq)",
        new="change.c.seq > seq + 1)",
        test=f"{_CLASSES}test_a_change_that_waits_never_flashes_back",
    ),
    Mutant(
        rule="a desk has heard only what it was told",
        file="app/store/settling.py",
        old="line.move(connection, part.stream, part.changes[-1].seq, at)",
        new="line.move(connection, part.stream, part.last, at)",
        test=f"{_CLASSES}test_a_change_that_waits_never_flashes_back",
    ),
    Mutant(
        rule="one change that fits nothing stops no desk",
        file="app/store/settling.py",
        old="                more = Settled(unknown=1)\n",
        new="                raise\n",
        test=f"{_FUZZ}test_a_hostile_centre_stops_no_desk",
    ),
    Mutant(
        rule="fields that a desk does not know are kept",
        file="app/store/settling.py",
        old="unknown = {n: v for n, v in said.items() if n not in _KNOWN[kind]}",
        new="unknown = {}",
        test=f"{_CLASSES}test_a_newer_desk_says_more_and_it_comes_back_to_it",
    ),
    Mutant(
        rule="a deed travels whole",
        file="app/store/line.py",
        old="        return [e for e in found if e.group != last]\n",
        new="        return found[:MOST_ENTRIES]\n",
        test=f"{_FAULTS}test_more_than_one_batch_goes_in_one_round_in_whole_deeds",
    ),
    Mutant(
        rule="a round goes on until nothing is left",
        file="app/sync/round.py",
        old="again = coming > 0 or bool(bundle.entries)",
        new="again = False",
        test=f"{_FAULTS}test_more_than_one_batch_goes_in_one_round_in_whole_deeds",
    ),
    Mutant(
        rule="what came is settled to its end",
        file="app/sync/round.py",
        old="range(0, len(part.changes), AT_ONCE)",
        new="range(0, 1, AT_ONCE)",
        test=f"{_FAULTS}test_what_is_settled_in_pieces_is_all_that_came",
    ),
    Mutant(
        rule="a desk with a wrong clock learns the time",
        file="app/sync/line.py",
        old="self._ahead = trouble.at - clock.now()",
        new="pass",
        test=f"{_FAULTS}test_a_desk_whose_clock_is_wrong_learns_the_time_and_is_heard",
    ),
    Mutant(
        rule="a snapshot undoes nothing that was written meanwhile",
        file="app/store/loading.py",
        old="    made = settling.merged(one, old)\n",
        new="    made = Kept(kept.record, kept.versions, kept.extra)\n",
        test=f"{_SNAPSHOT}test_what_is_written_meanwhile_stays_and_is_sent",
    ),
    Mutant(
        rule="a chunk is what its manifest says",
        file="app/wire/snapshot.py",
        old="hashlib.sha256(data).digest() != note.sha256",
        new="not note.sha256",
        test=f"{_SNAPSHOT}test_a_chunk_that_is_not_what_was_signed_is_not_believed",
    ),
    Mutant(
        rule="only what this centre signed is loaded",
        file="app/wire/snapshot.py",
        old="        key.verify(signed.signature, _SIGNED + signed.manifest)\n",
        new="",
        test=f"{_SNAPSHOT}test_what_another_centre_signed_is_not_believed",
    ),
    Mutant(
        rule="what a desk does not understand is kept for its upgrade",
        file="app/store/settling.py",
        old="            unheard.keep(self._connection, part.stream, one)\n",
        new="",
        test=f"{_UNKNOWN}test_a_kind_that_a_desk_does_not_know_is_heard_after_its_upgrade",
    ),
    Mutant(
        rule="a card that the centre does not have goes",
        file="app/store/comparing.py",
        old="    return of_it - {one.record for one in theirs.rows}\n",
        new="    return of_it - of_it\n",
        test="tests/app/sync/test_check.py::test_a_card_that_the_centre_does_not_have_goes",
    ),
    Mutant(
        rule="nobody means another id than the one said",
        file="app/store/merging.py",
        old='if payload is None or "id" in payload.fields:',
        new="if payload is None:",
        test=f"{_CENTRAL}test_nobody_says_something_under_one_id_and_means_another",
    ),
    Mutant(
        rule="what falls together somewhere is heard so there",
        file="app/domain/sound.py",
        old='_WITH_U = {("h", "f"): "h_f", ("h", ""): "h_w", ("sh", "f"): "sh_f"}',
        new='_WITH_U = {("h", ""): "h_w", ("sh", "f"): "sh_f"}',
        test="tests/app/domain/test_sound.py::test_what_falls_together_where_is_heard_so_there",
    ),
    Mutant(
        rule="nobody is ruled out by a name alone",
        file="app/domain/name_alike.py",
        old="ALL_ANEW = 0.03",
        new="ALL_ANEW = 1e-9",
        test="tests/app/domain/test_name_alike.py::test_a_name_is_never_ruled_out_altogether",
    ),
    Mutant(
        rule="a rare name says more than a common one",
        file="app/domain/name_tables.py",
        old="return self.surnames.get(surname, self.other_surname)",
        new="return self.other_surname",
        test="tests/app/domain/test_name_alike.py::test_a_rare_name_says_more_than_a_common_one",
    ),
    Mutant(
        rule="that it is nobody is an answer",
        file="app/domain/weigh.py",
        old="none = (1.0 - known) * exp(-top)",
        new="none = 0.0",
        test="tests/app/domain/test_weigh.py::test_posteriors_leave_room_for_nobody",
    ),
    Mutant(
        rule="what a number holds is not counted twice",
        file="app/domain/weigh.py",
        old="_IN_NUMBER = 0.25",
        new="_IN_NUMBER = 1.0",
        test="tests/app/domain/test_weigh.py::test_what_a_number_holds_is_not_counted_twice",
    ),
    Mutant(
        rule="a twin is as like",
        file="app/domain/face_alike.py",
        old="weight = min(weight, 0.5)",
        new="weight = min(weight, 9.0)",
        test="tests/app/domain/test_face_alike.py::test_a_twin_is_as_like",
    ),
    Mutant(
        rule="visits are shown only once urgent need is answered",
        file="app/desk/beside.py",
        old="came=urgent_answered(arrival.checks)",
        new="came=True",
        test="tests/ui/intake/test_beside.py::test_visits_are_shown_once_urgent_need_is_answered",
    ),
    Mutant(
        rule="no count is shown in a file before urgent need is answered",
        file="ui/people/opened.py",
        old="return any(not urgent_answered(visit.checks) for visit in here)",
        new="return False",
        test="tests/ui/people/test_travels.py::test_nothing_is_counted_before_urgent_need_is_answered",
    ),
    Mutant(
        rule="nothing of the list is shown at the desk before urgent need is answered",
        file="ui/intake/listed.py",
        old="if not same or not urgent_answered(self._arriving.arrival().checks):",
        new="if not same:",
        test=f"{_CARD}test_nothing_of_the_list_is_shown_before_urgent_need_is_answered",
    ),
    Mutant(
        rule="nothing of the list is shown in a file before urgent need is answered",
        file="ui/people/listed_in_file.py",
        old="if waits:",
        new="if waits and number < 0:",
        test=f"{_CARD}test_in_a_file_it_waits_for_urgent_need_as_well",
    ),
    Mutant(
        rule="a listing never holds up an arrival",
        file="app/desk/hits.py",
        old="return [shown]\n",
        new='raise Refused("hit.needs_answer")\n',
        test=f"{_CARD}test_a_listing_never_holds_up_the_arrival",
    ),
    Mutant(
        rule="a list that was not heard of for long says so",
        file="app/domain/listing_hit.py",
        old="now - self.heard > timedelta(days=days)",
        new="now - self.heard > timedelta(days=999 * days)",
        test=f"{_CARD}test_an_old_list_says_so",
    ),
    Mutant(
        rule="a step that the centre refused never was",
        file="app/desk/blacklist.py",
        old="if step.id not in refused)",
        new="if step.id not in refused or step.words)",
        test=f"{_LISTS}test_what_the_centre_refuses_is_said_and_may_be_done_again",
    ),
    Mutant(
        rule="no decision is handed over that the centre has not taken",
        file="app/desk/listing_papers.py",
        old="if step and form == DECISION:",
        new="if step and form == NOTICE:",
        test=f"{_LISTING_PAPERS}test_a_decision_is_printed_only_once_the_centre_has_taken_it",
    ),
    Mutant(
        rule="a witness has no name on paper",
        file="app/desk/listing_papers.py",
        old='source="" if hidden else proof.source',
        new="source=proof.source",
        test=f"{_LISTING_PAPERS}test_the_notice_says_what_is_on_file_and_once_it_was_served_how",
    ),
    Mutant(
        rule="what others in the room must not hear is not read aloud",
        file="app/paper/aloud.py",
        old="        if row.beside:",
        new="        if row.heading == row:",
        test="tests/app/paper/test_aloud.py::test_what_others_in_the_room_must_not_hear_stays_on_paper",
    ),
    Mutant(
        rule="nothing is done unseen on the page beneath the pictures",
        file="ui/notices/pictures.py",
        old="if event.key() != Qt.Key.Key_F10:",
        new="if event.key() == Qt.Key.Key_F10:",
        test=f"{_NOTICES}test_without_a_voice_a_sentence_says_so_and_the_pictures_are_there",
    ),
    Mutant(
        rule="a sealed person is on nobody's list",
        file="app/desk/courses.py",
        old="if one.listing.person not in shut]",
        new="if one.listing.person not in shut or one.steps == ()]",
        test=f"{_LISTS}test_a_sealed_person_is_on_nobodys_list",
    ),
    Mutant(
        rule="only what is beyond doubt is called too fast",
        file="app/domain/came.py",
        old="if km >= FAR and hours < needed:",
        new="if km >= FAR:",
        test="tests/app/domain/test_came.py::test_a_tourist_robbed_twice_is_not_odd",
    ),
    Mutant(
        rule="of a sealed person no arrival elsewhere is shown",
        file="app/store/came.py",
        old="index_card.c.sealed.is_(False)",
        new="index_card.c.id.is_not(None)",
        test="tests/ui/people/test_travels.py::test_a_sealed_card_adds_nothing",
    ),
    Mutant(
        rule="very many files are a leader's matter",
        file="app/desk/views.py",
        old=">= MOST_FILES:",
        new=">= 10 * MOST_FILES:",
        test="tests/app/desk/test_admission.py::test_who_looks_at_very_many_files_is_asked_to_let_a_leader_look",
    ),
    Mutant(
        rule="what kin share says little",
        file="app/domain/weigh.py",
        old="for clue in as_kin(clues)]",
        new="for clue in clues]",
        test="tests/app/domain/test_weigh.py::test_what_brothers_and_sisters_share_says_little",
    ),
    Mutant(
        rule="a name is looked for in all the ways it is written",
        file="app/desk/weighing.py",
        old="yield from map(_begins, written_ways(parts.words[:1], scales.tables))",
        new="yield from ()",
        test="tests/app/desk/test_identify.py::test_one_name_written_otherwise_or_in_another_script_is_found",
    ),
    Mutant(
        rule="a word that very many bear says little",
        file="app/domain/folk.py",
        old="return -log(piece.share)",
        new="return 9.0",
        test="tests/app/domain/test_name_alike.py::test_a_name_that_very_many_bear_says_little",
    ),
    Mutant(
        rule="twins are two people",
        file="app/domain/kin.py",
        old="_SAME_DAY = 3.0",
        new="_SAME_DAY = 30.0",
        test="tests/app/domain/test_weigh.py::test_twins_are_two_and_a_face_still_finds_who_gives_another_name",
    ),
    Mutant(
        rule="nobody is compared with themselves",
        file="app/desk/identify.py",
        old="    shut |= frozenset(without)\n",
        new="",
        test="tests/ui/people/test_compare.py::test_whoever_may_be_the_same_is_listed_and_the_search_is_in_the_ledger",
    ),
    Mutant(
        rule="two records of one human are compared record by record",
        file="app/desk/beside.py",
        old="    if other in humans[0]:\n",
        new="    if not humans:\n",
        test="tests/ui/people/test_compare.py::test_an_answer_needs_a_reason_and_can_be_taken_back",
    ),
    Mutant(
        rule="an estimated age grows older",
        file="app/store/traits.py",
        old="if ends and years > 0 else estimate",
        new="if not ends else estimate",
        test="tests/app/store/test_traits.py::test_who_was_about_fifty_is_about_sixty_ten_years_later",
    ),
    Mutant(
        rule="who was a child when photographed is compared as one",
        file="app/desk/face_facts.py",
        old="child = years >= GROWN and",
        new="child = False and",
        test="tests/app/desk/test_face_facts.py::test_who_was_a_child_then_is_told",
    ),
    Mutant(
        rule="a photograph that cannot be used is a miss",
        file="app/faces/found.py",
        old="_MISSED = -2.0",
        new="_MISSED = 2.0",
        test=f"{_SURVEY}test_a_refused_photograph_is_a_miss_in_every_figure",
    ),
    Mutant(
        rule="labels in doubt are left out only when asked",
        file="app/faces/survey.py",
        old="doubts if wanted.leave_out else []",
        new="doubts",
        test=f"{_SURVEY}test_labels_in_doubt_are_told_and_left_out_only_when_asked",
    ),
    Mutant(
        rule="an interval comes from drawing people, not pairs",
        file="app/faces/strangers.py",
        old="each = weights[self.one] * weights[self.other]",
        new="each = np.ones(len(self.one))",
        test=f"{_SURVEY}test_people_are_drawn_not_pairs",
    ),
    Mutant(
        rule="a calibration that nobody adopted is not believed",
        file="app/desk/calibrating.py",
        old="if decided.newest_note(asks, _STEPS, _noted(own.hash)) != ADOPTED:",
        new="if False:",
        test=f"{_OWN}test_a_whole_pair_of_files_from_elsewhere_is_not_believed",
    ),
    Mutant(
        rule="who is sealed is not measured",
        file="app/store/decided.py",
        old="at, without=shut)",
        new="at)",
        test=f"{_OWN}test_a_register_is_measured_by_what_was_decided",
    ),
    Mutant(
        rule="a template measured again is as old as its ground",
        file="app/domain/face.py",
        old="quality=seen.quality.score,",
        new="quality=seen.quality.score, made_at=self.made_at.replace(year=2027),",
        test=f"{_REBUILD}test_a_yes_taken_back_before_the_rebuilding_and_heard_after_it_takes_the_"
        "new_one_too",
    ),
    Mutant(
        rule="who refused is not measured again",
        file="app/store/rebuilding.py",
        old="~_noted(model), ~has_lapsed(at), ~taken_back())",
        new="~_noted(model), ~has_lapsed(at))",
        test=f"{_REBUILD}test_who_refuses_while_the_picture_is_looked_at_gets_no_template",
    ),
    Mutant(
        rule="a no counts for the human, under whatever record it was said",
        file="app/store/faces.py",
        old="CROSS JOIN consent ON consent.person = human.id",
        new="CROSS JOIN consent ON consent.person = template.person",
        test=f"{_REBUILD}test_who_said_no_under_another_name_is_not_measured",
    ),
    Mutant(
        rule="a ground that is over is not carried on",
        file="app/store/rebuilding.py",
        old="~_noted(model), ~has_lapsed(at), ~taken_back())",
        new="~_noted(model), ~taken_back())",
        test=f"{_REBUILD}test_who_refused_whose_ground_is_over_and_who_never_agreed_are_left_out",
    ),
    Mutant(
        rule="templates of the engine before stay until all is measured by the other",
        file="app/desk/rebuilding.py",
        old="if stands.counted.due or not stands.others:",
        new="if not stands.others:",
        test=f"{_REBUILD}test_what_the_engine_before_left_goes_when_it_has_no_purpose_any_more",
    ),
    Mutant(
        rule="a probe meets only the templates of its own engine",
        file="app/desk/identify.py",
        old="_nearest(asks, recogniser.old, clues.old_vector)",
        new="_nearest(asks, recogniser.old, clues.vector)",
        test=f"{_REBUILD}test_meanwhile_both_engines_answer_and_are_never_mixed",
    ),
    Mutant(
        rule="another province's station-only template is never compared",
        file="app/store/compared.py",
        old="            held_face.c.scope == Scope.NETWORK,  # whatever",
        new="            # whatever",
        test=f"{_COUNTRY}test_another_provinces_station_only_template_is_never_compared",
    ),
    Mutant(
        rule="other provinces are asked only where that was decided, by who may search there",
        file="app/centre/comparing.py",
        old="everywhere = permitted and reach is Reach.COUNTRY",
        new="everywhere = permitted or reach is Reach.COUNTRY",
        test=f"{_COUNTRY}test_without_a_permit_the_question_stays_in_the_province_and_is_answered",
    ),
    Mutant(
        rule="what several galleries found is merged by calibrated score",
        file="app/centre/comparing.py",
        old="(bands.strangers_among(hit.score, compared), -hit.score,",
        new="(-hit.score, -hit.score,",
        test=f"{_COUNTRY}test_out_of_several_galleries_the_rarest_likeness_comes_first",
    ),
    Mutant(
        rule="one picture under many names is one finding",
        file="app/desk/one_picture.py",
        old="photo.sha256 if photo else one, one)",
        new="one, one)",
        test="tests/app/desk/test_one_picture.py::"
        "test_it_is_one_card_that_says_so_and_pushes_nobody_out",
    ),
    Mutant(
        rule="what began as a place ended is what followed it",
        file="app/domain/place.py",
        old="key=lambda row: (row.since != place.gone, row.since))",
        new="key=lambda row: row.since)",
        test="tests/app/domain/test_place.py::"
        "test_of_two_places_under_one_code_the_one_that_began_then_is_followed",
    ),
    Mutant(
        rule="a word for no place agrees with nothing",
        file="app/domain/place_words.py",
        old='.removesuffix("了")) is not None',
        new='.removesuffix("了")) is None and not text',
        test=f"{_HOMES}test_what_names_no_place_agrees_with_nothing",
    ),
    Mutant(
        rule="where two provinces were said no sound makes them one",
        file="app/domain/place_alike.py",
        old='if levels != {"p"} and ("p" in levels or (one.said and other.said)):',
        new='if levels != {"p"} and "p" in levels:',
        test=f"{_HOMES}test_where_two_provinces_were_said_no_sound_makes_them_one",
    ),
    Mutant(
        rule="a county heard wrong in the right province is nearly the county",
        file="app/domain/place_alike.py",
        old="return (worth + best, *_NEARLY) if best > 0 else (worth, Verdict.AGREES, how)",
        new="return (worth, Verdict.AGREES, how)",
        test=f"{_HOMES}test_a_home_that_was_heard_or_read_wrong_is_nearly_as_good",
    ),
    Mutant(
        rule="what is indexed while idle never piles up to be merged at once",
        file="app/store/tidying.py",
        old="            self._merge()\n            return True",
        new="            return True",
        test="tests/app/store/test_tidying.py::"
        "test_who_is_owed_is_indexed_in_pieces_that_never_pile_up",
    ),
    Mutant(
        rule="who is one with a sealed person stays closed",
        file="app/store/protected.py",
        old="if not shut.isdisjoint(group)}",
        new="if shut.issuperset(group)}",
        test="tests/app/store/test_together.py::test_who_is_one_with_a_sealed_person_is_sealed",
    ),
    Mutant(
        rule="who proposes that help be refused never agrees to it",
        file="app/domain/adverse.py",
        old="if found.proposal.officer == by.id:",
        new="if found.proposal.officer == found.proposal.id:",
        test=f"{_ADVERSE}test_who_proposes_never_agrees",
    ),
    Mutant(
        rule="only a leader agrees that help be refused",
        file="app/domain/adverse.py",
        old="if by.role is not Role.LEADER or not by.may(Right.APPROVE):",
        new="if not by.may(Right.APPROVE):",
        test=f"{_ADVERSE}test_only_a_leader_answers",
    ),
    Mutant(
        rule="help ends only after the person was heard",
        file="app/domain/adverse.py",
        old="if ends and not found.heard_before(answer.at):",
        new="if ends and not found.opinions:",
        test=f"{_ADVERSE}test_help_ends_only_after_the_person_was_heard",
    ),
    Mutant(
        rule="the emergency help is stated",
        file="app/domain/adverse.py",
        old="    if not given:\n",
        new="    if given == {None}:\n",
        test=f"{_ADVERSE}test_what_is_not_stated_is_not_proposed",
    ),
    Mutant(
        rule="who was seen ill needed something",
        file="app/domain/adverse.py",
        old="for key in (*CHECKS, *URGENT)):",
        new="for key in CHECKS):",
        test=f"{_ADVERSE}test_who_was_seen_ill_was_in_need_of_something",
    ),
    Mutant(
        rule="no child is refused help",
        file="app/domain/adverse_rules.py",
        old="if years is not None and years < ADULT:",
        new="if years is not None and years < 0:",
        test=f"{_ADVERSE}test_no_child_is_refused",
    ),
    Mutant(
        rule="no notice is printed before a leader agreed",
        file="app/desk/papers.py",
        old="if decided is None or found.state is AdverseState.NOT_AGREED:",
        new="if decided is None:",
        test=f"{_ADVERSE}test_no_notice_is_printed_before_a_leader_agreed",
    ),
    Mutant(
        rule="of two desks that answered otherwise help goes on",
        file="app/domain/adverse.py",
        old="for answer in (Answered.TAKEN_BACK, Answered.NOT_AGREED, Answered.AGREED):",
        new="for answer in (Answered.AGREED, Answered.TAKEN_BACK, Answered.NOT_AGREED):",
        test=f"{_ADVERSE}test_of_two_desks_that_answered_otherwise_help_goes_on",
    ),
    Mutant(
        rule="an answer to a request needs a reason",
        file="app/desk/requests.py",
        old='told = must_say(reason, "request.needs_reason")',
        new="told = reason",
        test="tests/app/desk/test_requests.py::test_an_answer_needs_a_reason_and_is_given_once",
    ),
    Mutant(
        rule="a request is answered once",
        file="app/desk/requests.py",
        old="if answer_to(register, found.id):",
        new="if found.id == request and not request:",
        test="tests/app/desk/test_requests.py::test_an_answer_needs_a_reason_and_is_given_once",
    ),
    Mutant(
        rule="nobody answers a complaint about themselves",
        file="app/domain/rights.py",
        old="if by.id == request.against:",
        new="if not by.id:",
        test="tests/app/desk/test_requests.py::"
        "test_only_a_leader_answers_and_nobody_a_complaint_about_themselves",
    ),
    Mutant(
        rule="who may not see a sealed person prints nothing of them",
        file="app/desk/own_papers.py",
        old="if is_shut(asks, person, sealed=by.may(Right.SEALED)):",
        new="if is_shut(asks, person, sealed=True):",
        test="tests/app/desk/test_disclosure.py::"
        "test_who_may_not_see_a_sealed_person_prints_nothing_of_them",
    ),
    Mutant(
        rule="a third party's number is masked on the person's paper",
        file="app/domain/third_party.py",
        old="return masked_number(found[0])",
        new="return found[0]",
        test="tests/app/desk/test_disclosure.py::test_third_parties_are_masked_wherever_they_stand",
    ),
    Mutant(
        rule="whom somebody was compared with is masked on the person's paper",
        file="app/desk/told.py",
        old="(*kin, *compared),",
        new="(*kin,),",
        test="tests/app/desk/test_disclosure.py::test_third_parties_are_masked_wherever_they_stand",
    ),
    Mutant(
        rule="nobody prints a file that they did not open with a purpose",
        file="app/desk/disclosure.py",
        old="if not disclosure.has_looked(asks, file.people, by.id, at - _A_DAY):",
        new="if not file.people:",
        test="tests/app/desk/test_disclosure.py::test_nobody_prints_a_file_that_they_did_not_open",
    ),
    Mutant(
        rule="who proposed a listing never approves it, nor at that computer",
        file="app/domain/listing_rules.py",
        old='if one.officer == step.officer or course.devices.get(one.id, "") == device:',
        new="if one.officer == step.officer:",
        test="tests/app/domain/test_blacklist.py::test_a_second_person_at_a_second_computer_approves",
    ),
    Mutant(
        rule="two kinds of evidence from two sources",
        file="app/domain/listing_rules.py",
        old="if len(kinds) < 2 or len(sources) < 2:",
        new="if len(kinds) < 2:",
        test="tests/app/domain/test_blacklist.py::test_two_kinds_from_two_sources",
    ),
    Mutant(
        rule="likeness of faces is no evidence for a listing",
        file="app/domain/listing_rules.py",
        old="if one.source.strip() and one.kind is not ProofKind.FACE]",
        new="if one.source.strip()]",
        test="tests/app/domain/test_blacklist.py::test_two_kinds_from_two_sources",
    ),
    Mutant(
        rule="no minor is listed",
        file="app/domain/listing_rules.py",
        old="if (age_on(born, listing.happened_on) or 0) < ADULT:",
        new="if (age_on(born, listing.happened_on) or 0) < 0:",
        test="tests/app/domain/test_blacklist.py::test_who_may_not_be_listed_is_not_also_when_it_comes_to_the_approval",
    ),
    Mutant(
        rule="nobody of doubtful capacity is listed",
        file="app/domain/listing_rules.py",
        old="if found is None or not found.capacity:",
        new="if found is None:",
        test="tests/app/domain/test_blacklist.py::test_capacity_is_found_by_the_investigation_and_not_assumed",
    ),
    Mutant(
        rule="a notice is served with proof",
        file="app/domain/listing_rules.py",
        old="if not (step.served and step.proof.strip()):",
        new="if not step.served and step.proof:",
        test="tests/app/domain/test_blacklist.py::test_steps_come_in_order_with_words_and_a_true_time",
    ),
    Mutant(
        rule="a listing ends within twelve months",
        file="app/domain/listing_rules.py",
        old="not day < step.until <= months_after(day, MOST_MONTHS):",
        new="not day < step.until:",
        test="tests/app/domain/test_blacklist.py::test_it_ends_within_twelve_months",
    ),
    Mutant(
        rule="no step is back-dated",
        file="app/domain/listing_rules.py",
        old="if not before <= step.at <= at + AHEAD:",
        new="if step.at > at + AHEAD:",
        test="tests/app/domain/test_blacklist.py::test_steps_come_in_order_with_words_and_a_true_time",
    ),
    Mutant(
        rule="a step of a listing says only what is its own",
        file="app/domain/listing_rules.py",
        old="if any(value and not step.says(name) for name, value in given.items()):",
        new="if not given:",
        test="tests/app/store/test_listing.py::test_no_fact_is_smuggled_in_with_what_the_person_said",
    ),
    Mutant(
        rule="no day that is still to come makes a minor grown up on the list",
        file="app/store/listing.py",
        old="must_be_a_lead(lead, subject, local(lead.at).date())",
        new="pass",
        test="tests/app/store/test_listing.py::test_a_minor_does_not_grow_by_a_day_that_is_still_to_come",
    ),
    Mutant(
        rule="no course of a listing is written as of months ago",
        file="app/store/listing.py",
        old='must_be_timely(row["at"], hlc.time_of(hlc.stamp_of(row["versions"]["*"])), at)',
        new="pass",
        test="tests/app/store/test_listing.py::test_a_whole_course_is_not_written_as_of_months_ago",
    ),
    Mutant(
        rule="nobody is listed under another record of theirs",
        file="app/store/listing.py",
        old="linked = same_as(connection, {about})[about] | {about}",
        new="linked = {about}",
        test="tests/app/store/test_listing.py::test_nobody_is_listed_under_another_record_of_theirs",
    ),
    Mutant(
        rule="whoever approved does not answer the objection",
        file="app/domain/listing_rules.py",
        old='_must_be_another(course, course.approval, step, device, "listing.own_decision")',
        new="course.state(step.at.date())",
        test="tests/app/domain/test_blacklist.py::test_an_objection_suspends_the_sharing_and_is_answered_by_another",
    ),
    Mutant(
        rule="an objection suspends the sharing",
        file="app/domain/blacklist.py",
        old="return self.state(today) is State.IN_FORCE",
        new="return self.state(today) in {State.IN_FORCE, State.SUSPENDED}",
        test="tests/app/domain/test_blacklist.py::test_an_objection_suspends_the_sharing_and_is_answered_by_another",
    ),
    Mutant(
        rule="a listing expires by itself",
        file="app/domain/blacklist.py",
        old="return not self.ended and self.until is not None and today <= self.until",
        new="return not self.ended",
        test="tests/app/domain/test_blacklist.py::test_it_expires_by_itself_and_a_revoked_one_never_comes_back",
    ),
    Mutant(
        rule="the centre itself refuses what a desk without its checks sends",
        file="app/store/central.py",
        old="listing.must_be_allowed(connection, whole, group, news.device.station, news.at)",
        new="pass",
        test="tests/app/store/test_listing.py::test_a_client_without_its_checks_gets_nothing_past_the_centre",
    ),
    Mutant(
        rule="the centre's database itself wants a second person",
        file="app/store/listing_walls.py",
        old="RAISE EXCEPTION 'guitu listing.own_proposal' USING ERRCODE = 'GT001';",
        new="NULL;",
        test="tests/app/store/test_listing.py::test_raw_sql_as_the_service_changes_and_adds_nothing",
    ),
    Mutant(
        rule="a paper that was checked tells that somebody is a minor",
        file="app/domain/listing_subject.py",
        old="return max(known)",
        new="return known[-1]",
        test="tests/app/domain/test_listing_subject.py::test_a_paper_that_was_checked_says_who_is_younger_than_was_written_down",
    ),
    Mutant(
        rule="who turns out to be a minor is on no list any more",
        file="app/store/listing.py",
        old='_ABOUT = {"claim", "visit"}',
        new="_ABOUT = {LEAD}",
        test="tests/app/store/test_listing.py::test_who_turns_out_to_be_a_minor_is_on_no_list_any_more",
    ),
    Mutant(
        rule="who is the same as somebody sealed is on no list",
        file="app/store/linked.py",
        old="return frozenset(one for one, group in same.items() if group & sealed)",
        new="return frozenset(sealed & same.keys())",
        test="tests/app/store/test_listing.py::test_who_is_linked_to_a_sealed_record_is_on_no_list_while_that_holds",
    ),
    Mutant(
        rule="the centre's database tells no desk of a listing that the steps do not carry",
        file="app/store/listing_told_walls.py",
        old="RAISE EXCEPTION 'guitu listing.wrong_order' USING ERRCODE = 'GT001';",
        new="NULL;",
        test="tests/app/store/test_listing.py::test_raw_sql_as_the_service_tells_no_desk_what_was_not_decided",
    ),
    Mutant(
        rule="the centre's database lets nobody delete an objection",
        file="app/store/listing_told_walls.py",
        old='*((f"{table}_delete", "DELETE", table, "guitu_answered_for") for table in _SAID),',
        new="",
        test="tests/app/store/test_listing.py::test_raw_sql_as_the_service_tells_no_desk_what_was_not_decided",
    ),
    Mutant(
        rule="the centre's database itself lets no step say another one's fact",
        file="app/store/listing_told_walls.py",
        old="RAISE EXCEPTION 'guitu listing.not_of_step' USING ERRCODE = 'GT001';",
        new="NULL;",
        test="tests/app/store/test_listing.py::test_raw_sql_as_the_service_smuggles_nothing_into_a_step",
    ),
    Mutant(
        rule="who proposes that help be refused agrees to it at no other account of that computer",
        file="app/domain/adverse.py",
        old="if device and found.device == device:",
        new="if device and not found.device:",
        test=f"{_ALLOWED}test_help_is_ended_by_two_people_at_two_computers_after_the_person_was_heard",
    ),
    Mutant(
        rule="papers 7 and 21 and requests: the centre itself refuses what breaks a rule",
        file="app/store/central.py",
        old="        allowed.must_be_allowed(connection, whole, group, news.at)\n",
        new="",
        test=f"{_ALLOWED}test_a_client_without_its_checks_proposes_nothing_on_no_ground",
    ),
    Mutant(
        rule="nobody writes in another's name",
        file="app/store/allowed.py",
        old="if by is None or entry.officer != record.officer:",
        new="if by is None:",
        test=f"{_ALLOWED}test_a_client_without_its_checks_ends_nobodys_help",
    ),
    Mutant(
        rule="an answer is not dated back beyond what the computer's chain says",
        file="app/domain/timely.py",
        old="if not written - BEHIND <= at <= now + AHEAD:",
        new="if not at <= now + AHEAD:",
        test=f"{_ALLOWED}test_a_client_without_its_checks_moves_no_day_and_answers_nothing",
    ),
    Mutant(
        rule="nobody gives themselves longer for an answer",
        file="app/domain/rights.py",
        old="if not request.received_on < request.due_on <= last:",
        new="if not request.received_on < request.due_on:",
        test=f"{_ALLOWED}test_a_client_without_its_checks_moves_no_day_and_answers_nothing",
    ),
    Mutant(
        rule="what was answered is not answered again",
        file="app/store/adverse_walls.py",
        old="RAISE EXCEPTION 'guitu request.answered_already' USING ERRCODE = 'GT001';",
        new="NULL;",
        test=f"{_ALLOWED}test_raw_sql_as_the_service_adds_nothing_that_breaks_a_rule",
    ),
    Mutant(
        rule="the centre's database itself wants a second computer where help is refused",
        file="app/store/adverse_walls.py",
        old="RAISE EXCEPTION 'guitu adverse.one_computer' USING ERRCODE = 'GT001';",
        new="NULL;",
        test=f"{_ALLOWED}test_raw_sql_as_the_service_adds_nothing_that_breaks_a_rule",
    ),
    Mutant(
        rule="raw SQL deletes no answer, but an erasure does",
        file="app/store/adverse_walls.py",
        old="IF TG_OP = 'DELETE' AND EXISTS",
        new="IF TG_OP = 'DELETE' OR EXISTS",
        test=f"{_ALLOWED}test_raw_sql_as_the_service_changes_and_deletes_nothing",
    ),
    Mutant(
        rule="of a sealed person no listing is told",
        file="app/store/listing.py",
        old="subject = replace(_subject(connection, Merged(), one.person), sealed=shut)",
        new="subject = replace(_subject(connection, Merged(), one.person), sealed=False)",
        test="tests/app/store/test_listing.py::test_a_sealed_person_is_heard_of_no_more",
    ),
    Mutant(
        rule="only the station that was asked decides",
        file="app/domain/listing_review.py",
        old="    if asked.to != station or asked.person != verdict.person:",
        new="    if asked.person != verdict.person:",
        test="tests/app/store/test_listing_elsewhere.py::test_a_third_station_decides_nothing",
    ),
    Mutant(
        rule="what another station decides is decided by its leader",
        file="app/domain/listing_review.py",
        old="    if verdict.officer != by.id or not by.may(Right.APPROVE):",
        new="    if verdict.officer != by.id:",
        test="tests/app/store/test_listing_elsewhere.py::test_what_an_asked_client_without_its_checks_may_not",
    ),
    Mutant(
        rule="a step made elsewhere was asked for, also in the database",
        file="app/store/listing_asked_walls.py",
        old="RAISE EXCEPTION 'guitu listing.not_asked' USING ERRCODE = 'GT001';",
        new="NULL;",
        test="tests/app/store/test_listing_elsewhere.py::test_raw_sql_puts_no_approval_of_another_station_into_a_course",
    ),
    Mutant(
        rule="what was shown for a decision does not stay in the log",
        file="app/store/listing_reviews.py",
        old="        feed.redact(connection, {now.id})\n",
        new="        pass\n",
        test="tests/app/store/test_listing_elsewhere.py::test_the_case_is_gone_once_it_was_decided",
    ),
    Mutant(
        rule="of a sealed person no station is shown a case",
        file="app/store/listing_reviews.py",
        old="    if shows and person is not None and not shut_among(connection, [asked.person]):",
        new="    if shows and person is not None:",
        test="tests/app/store/test_listing_elsewhere.py::test_what_was_dropped_or_is_of_a_sealed_person_is_shown_no_more",
    ),
    Mutant(
        rule="nobody settles a quarrel with the list",
        file="app/domain/listing_rules.py",
        old="    if by in subject.complained_of:",
        new="    if False and by in subject.complained_of:",
        test="tests/app/sync/test_listing_attacks.py::test_nobody_settles_a_quarrel_with_the_list",
    ),
    Mutant(
        rule="a woman is not checked by men alone",
        file="app/domain/security.py",
        old="    if checkers == {MAN}:",
        new="    if False:",
        test=f"{_CUSTODY}test_a_woman_is_checked_by_a_woman",
    ),
    Mutant(
        rule="what is given back is signed by two officers",
        file="app/domain/custody.py",
        old="    if made.second == made.officer:",
        new="    if False:",
        test=f"{_CUSTODY}test_what_is_given_back_is_signed_by_two",
    ),
    Mutant(
        rule="what is missing from custody is explained",
        file="app/domain/custody.py",
        old="    if made.missing and not made.explanation.strip():",
        new="    if False:",
        test=f"{_CUSTODY}test_what_was_given_back_in_parts_is_kept_no_more",
    ),
    Mutant(
        rule="no more goes into a bag than there is",
        file="app/domain/custody.py",
        old="        if not 0 < many <= there.get(id_, 0):",
        new="        if False:",
        test=f"{_CUSTODY}test_a_bag_is_sealed_by_two_and_holds_no_more_than_there_is",
    ),
    Mutant(
        rule="trafficking goes to the police at once",
        file="app/domain/triage.py",
        old='("triage.trafficked", TRAFFICKED in seen)',
        new='("triage.trafficked", False)',
        test="tests/app/domain/test_triage.py::test_each_path_is_opened_by_what_was_seen",
    ),
    Mutant(
        rule="a refund goes to the paying account",
        file="app/desk/voucher_events.py",
        old='account=one.account if refunded else ""',
        new='account=""',
        test=f"{_EVENTS}test_a_refund_goes_to_the_paying_account_and_survives_a_restart",
    ),
    Mutant(
        rule="what another wrote about a voucher only a leader corrects",
        file="app/domain/voucher_event.py",
        old="        by.must(Right.VOID)",
        new="        return",
        test=f"{_EVENTS}test_an_entry_is_corrected_by_another_with_a_reason_and_by_whom_it_may_be",
    ),
    Mutant(
        rule="a refund written down twice is no lead",
        file="app/domain/lead.py",
        old="return record == another or one.happened_at == other.happened_at",
        new="return one.id == other.id",
        test=f"{_SIGNS}test_a_ticket_refunded_twice_is_said_and_one_written_down_twice_is_not",
    ),
    Mutant(
        rule="what was put aside does not come back without new evidence",
        file="app/domain/lead.py",
        old="return not sign.marks <= set(aside)",
        new="return True",
        test=f"{_SIGNS}test_what_a_leader_put_aside_stays_so_after_a_restart_until_there_is_more",
    ),
    Mutant(
        rule="a voucher for somebody on the list waits for a second person",
        file="app/desk/listed_vouchers.py",
        old="    if fresh or agreed:",
        new="    if agreed:",
        test=f"{_HELD}test_a_voucher_for_somebody_on_the_list_waits_for_a_second_person",
    ),
    Mutant(
        rule="whoever issues a voucher does not agree to it",
        file="app/domain/listed_voucher.py",
        old="    if approver.id == issued_by:",
        new="    if approver.id == '':",
        test=f"{_HELD}test_a_voucher_for_somebody_on_the_list_waits_for_a_second_person",
    ),
    Mutant(
        rule="the list is not spoken of at the voucher before urgent need is answered",
        file="app/desk/listed_vouchers.py",
        old="if fresh and not urgent_answered(visit.checks):",
        new="if False:",
        test=f"{_HELD}test_nothing_is_said_of_the_list_before_urgent_need_is_answered",
    ),
    Mutant(
        rule="the leader hears of a voucher that nobody agreed to, under whatever record",
        file="app/store/linked.py",
        old="                    group |= {one, other}",
        new="                    group |= {one} & group",
        test=f"{_HELD}test_the_centre_takes_a_voucher_that_nobody_agreed_to_and_tells_the_leader",
    ),
    Mutant(
        rule="who arrived about the same time only a leader sees",
        file="app/desk/companions.py",
        old="    if by.role is not Role.LEADER:",
        new="    if not by.name:",
        test="tests/app/desk/test_companions.py::"
        "test_who_came_within_an_hour_on_two_days_is_seen_by_a_leader_with_a_purpose",
    ),
    Mutant(
        rule="what is possible in the time is no lead",
        file="app/desk/lead_signs.py",
        old="if leg.odd in _NOBODY_CAN]",
        new="if leg.odd]",
        test=f"{_SIGNS}test_two_visits_that_nobody_can_make_are_said_and_what_may_be_is_not",
    ),
    Mutant(
        rule="of fewer than twenty there is no rate",
        file="app/domain/fairness.py",
        old="return self.of >= FEWEST and",
        new="return self.of > 0 and",
        test=f"{_FAIR}test_of_fewer_than_twenty_there_is_no_rate",
    ),
    Mutant(
        rule="a difference that may be chance is said to be",
        file="app/domain/fairness.py",
        old=">= _DOUBT / max(compared, 1)",
        new=">= _DOUBT",
        test=f"{_FAIR}test_the_more_groups_are_compared_the_more_it_takes",
    ),
    Mutant(
        rule="rooms are by sex",
        file="app/domain/bed_rules.py",
        old="elif guest.knows_sex and guest.sex != _SEX[room.use]:",
        new="elif guest.knows_sex and guest.sex == _SEX[room.use]:",
        test=f"{_BED_RULES}test_the_wrong_room_is_refused_and_a_reason_answers_only_what_it_may",
    ),
    Mutant(
        rule="a small child is not alone among beds of grown-ups",
        file="app/domain/bed_rules.py",
        old="if room.use in _GROWN and all(one.may_be_minor for one in beside):",
        new="if room.use in _GROWN and not beside:",
        test=f"{_BED_RULES}test_the_wrong_room_is_refused_and_a_reason_answers_only_what_it_may",
    ),
    Mutant(
        rule="a leaving frees the bed",
        file="app/desk/leaving.py",
        old="register.write(gone, *left, *follows, by=by.id",
        new="register.write(gone, *follows, by=by.id",
        test=f"{_BEDS}test_a_bed_is_given_moved_and_freed_by_leaving_and_survives_a_restart",
    ),
    Mutant(
        rule="of a bed given twice the rule says who keeps it",
        file="app/domain/bed_clash.py",
        old="return later, one.version",
        new="return False, one.version",
        test=f"{_BED_RULES}test_of_two_the_earlier_keeps_the_bed_or_who_needs_it_more",
    ),
    Mutant(
        rule="who loses a bed has none and is told",
        file="app/store/bed_clashes.py",
        old="for claimed in _given_twice(connection, _visits(made)):",
        new="for claimed in _given_twice(connection, set()):",
        test=f"{_BEDS}test_a_bed_that_two_desks_gave_away_is_decided_by_the_centre_and_the_loser_is_told",
    ),
    Mutant(
        rule="nobody hands a shift over to themselves",
        file="app/domain/handover.py",
        old="if made.comes == made.officer:",
        new="if not made.comes:",
        test=f"{_BEDS}test_a_shift_is_handed_over_with_what_is_open_and_by_two_people",
    ),
    Mutant(
        rule="who is behind a figure is looked at, which is written down",
        file="app/desk/overseeing.py",
        old="    _write_down(register, people, by, at)",
        new="    _write_down(register, (), by, at)",
        test=f"{_OVERSEE}test_who_is_behind_a_figure_is_looked_at_and_the_sealed_are_not",
    ),
    Mutant(
        rule="a figure tells an auditor of no sealed person",
        file="app/desk/overseeing.py",
        old="sealed_among(asks, people)",
        new="frozenset()",
        test=f"{_OVERSEE}test_who_is_behind_a_figure_is_looked_at_and_the_sealed_are_not",
    ),
    Mutant(
        rule="never two vouchers for one journey at one desk",
        file="app/desk/voucher_alone.py",
        old="        if holds(one, ended, day):",
        new="        if False:",
        test="tests/app/desk/test_voucher_alone.py::test_a_second_one_waits_until_the_first_is_seen_to",
    ),
    Mutant(
        rule="two vouchers that stations made apart go to the officers",
        file="app/store/vouchers_twice.py",
        old="                if holds_beside(one, other, ended):",
        new="                if False:",
        test="tests/app/desk/test_voucher_alone.py::test_two_that_stations_made_apart_go_to_the_officers_of_both",
    ),
    Mutant(
        rule="a child does not leave alone",
        file="app/domain/leaving.py",
        old="SIGNS_ALONE if kind in ALONE else 0",
        new="0",
        test=f"{_LEAVING}test_a_child_does_not_leave_alone_and_a_minor_with_the_bureaus_consent",
    ),
    Mutant(
        rule="nobody is handed to a minor",
        file="app/domain/leaving.py",
        old='        raise Refused("leaving.collector_minor", years=years)',
        new="        return",
        test=f"{_LEAVING}test_nobody_is_handed_to_whom_the_document_does_not_hold_for",
    ),
    Mutant(
        rule="nobody is handed over on a document that does not match",
        file="app/domain/leaving.py",
        old='    "id_checked": ("match", "leaving.id_differs"),\n',
        new="",
        test=f"{_LEAVING}test_nobody_is_handed_to_whom_the_document_does_not_hold_for",
    ),
    Mutant(
        rule="a short fare is at most twenty yuan",
        file="app/domain/leaving.py",
        old="0 < fare <= MOST_FARE",
        new="0 < fare",
        test=f"{_LEAVING}test_more_than_twenty_yuan_is_no_short_fare",
    ),
    Mutant(
        rule="the database itself holds the twenty yuan",
        file="migrations/versions/0028_leavings.py",
        old="CAST(fare AS NUMERIC) <= 20",
        new="CAST(fare AS NUMERIC) <= 200",
        test=f"{_LEAVING}test_the_database_itself_holds_the_twenty_yuan",
    ),
    Mutant(
        rule="a death is written down by two officers",
        file="app/domain/leaving.py",
        old="parting.kind in TWO and parting.second == by",
        new="parting.kind in TWO and not by",
        test=f"{_LEAVING}test_a_death_is_written_down_by_two",
    ),
    Mutant(
        rule="whoever was seen since has not absconded before",
        file="app/domain/leaving.py",
        old="seen > left + AHEAD",
        new="seen < left - AHEAD",
        test=f"{_LEAVING}test_who_is_in_the_station_has_not_absconded",
    ),
    Mutant(
        rule="both places are told where somebody lives apart",
        file="app/domain/leaving.py",
        old="if kind in HOMEWARD and leaver.apart:",
        new="if kind in HOMEWARD and not leaver.arrived_at:",
        test=f"{_LEAVING}test_both_places_are_told_where_somebody_lives_elsewhere_than_registered",
    ),
    Mutant(
        rule="another station hears nothing of who fetched somebody",
        file="app/domain/lending.py",
        old='note="", second=None, fare=None, detail={})',
        new='note="")',
        test=f"{_LEAVING}test_another_station_hears_nothing_of_who_fetched_somebody",
    ),
    Mutant(
        rule="persons and person-times are counted apart",
        file="app/domain/monthly.py",
        old="            people[row].add(one.person)\n",
        new="            people[row].add(one.visit)\n",
        test=f"{_MONTHLY}test_who_came_three_times_is_one_person_and_three_times",
    ),
    Mutant(
        rule="what the register does not hold is unknown and not nought",
        file="app/domain/monthly.py",
        old="        return Figure(row=row, times=None, persons=None, note=NOT_RECORDED)\n",
        new="        return Figure(row=row, times=0, persons=0, note=NOT_RECORDED)\n",
        test=f"{_MONTHLY}test_what_the_register_does_not_hold_is_unknown_and_not_nought",
    ),
    Mutant(
        rule="a table that does not add up says so",
        file="app/domain/monthly.py",
        old="        if times != self.times or persons < self.persons:\n",
        new="        if persons < self.persons:\n",
        test=f"{_MONTHLY}test_a_table_says_why_its_persons_do_not_add_up",
    ),
    Mutant(
        rule="an old register that is taken over twice adds nobody twice",
        file="app/desk/taking_over.py",
        old="        if visit not in here and",
        new="        if",
        test=f"{_OLD}test_run_twice_or_broken_off_it_adds_nobody_twice",
    ),
    Mutant(
        rule="who was erased does not come back with an old register",
        file="app/desk/taking_over.py",
        old=' and _id(station, one, "person") not in erased\n',
        new="\n",
        test=f"{_OLD}test_who_was_erased_does_not_come_back",
    ),
    Mutant(
        rule="the eleventh day without an extension is overdue",
        file="app/domain/today.py",
        old="timedelta(days=MOST_DAYS - 1)",
        new="timedelta(days=MOST_DAYS)",
        test=f"{_DUE}test_the_eleventh_day_without_an_extension_is_overdue_and_with_one_is_not",
    ),
    Mutant(
        rule="children are not held to ten days",
        file="app/domain/today.py",
        old="here.years >= NOT_UNDER",
        new="here.years > NOT_UNDER",
        test=f"{_DUE}test_children_and_who_shows_signs_of_disability_are_not_held_to_ten_days",
    ),
    Mutant(
        rule="nothing is closed without evidence",
        file="app/domain/matter.py",
        old="if not (step.number or step.words):",
        new="if False:",
        test=f"{_MATTERS}test_what_says_too_little_or_cannot_be_closes_nothing",
    ),
    Mutant(
        rule="an extension has the number of its filing",
        file="app/domain/matter.py",
        old="if not step.number:",
        new="if False:",
        test=f"{_MATTERS}test_a_stay_is_extended_with_a_reason_and_its_filing_and_corrected_by_another",
    ),
    Mutant(
        rule="a minor who left is visited within thirty days",
        file="app/desk/matters.py",
        old="if years is None or years >= ADULT:",
        new="if True:",
        test=f"{_MATTERS}"
        "test_a_minor_is_followed_up_within_thirty_days_unless_the_leaving_is_taken_back",
    ),
    Mutant(
        rule="of sealed people it is not said what is due",
        file="app/desk/today.py",
        old="one.person not in shut or _is_plain(one)",
        new="True",
        test=f"{_MATTERS}test_of_sealed_people_somebody_without_the_right_sees_that_ten_days_run",
    ),
    Mutant(
        rule="meals that two desks wrote down for everybody count once",
        file="app/domain/service.py",
        old="return alone + sum(rounds.values())",
        new="return sum(one.quantity for one in given)",
        test=f"{_MATTERS}test_the_other_desk_hears_of_it_and_what_both_closed_is_closed_once",
    ),
    Mutant(
        rule="a statement read again writes nothing again",
        file="app/domain/statement.py",
        old="    if any(_is_same(kind, line, one) for one in there):",
        new="    if False:",
        test="tests/app/domain/test_statement.py::test_what_is_on_file_or_stands_twice_in_the_file_is_not_written_again",
    ),
    Mutant(
        rule="a text that the law words is changed by no province",
        file="app/paper/own.py",
        old="    if text.locked:",
        new="    if text is None:",
        test="tests/app/paper/test_own_texts.py::test_nothing_that_the_law_words_can_be_changed",
    ),
    Mutant(
        rule="a text keeps the places that are filled in",
        file="app/paper/own.py",
        old="    if found != text.places:",
        new="    if not found <= text.places:",
        test="tests/app/paper/test_own_texts.py::test_a_clause_keeps_the_places_that_are_filled_in",
    ),
    Mutant(
        rule="a text that does not fit its cell is not printed",
        file="app/paper/own.py",
        old="        for key in sorted(_too_wide(form, texts, good)):",
        new="        for key in sorted(good.keys() & set()):",
        test="tests/app/paper/test_own_texts.py::test_a_broken_text_is_said_with_its_line_and_the_shipped_one_is_printed",
    ),
    Mutant(
        rule="every font of a paper is inside it",
        file="app/paper/drawing.py",
        old="pageCompression=1, initialFontName=first",
        new="pageCompression=1",
        test="tests/app/paper/test_samples.py::test_every_font_of_a_paper_is_inside_it",
    ),
    Mutant(
        rule="a text that begins at the top of its cell ends inside it",
        file="app/paper/drawing.py",
        old="(high - (_ABOVE_TOP + 0.4 if top else 0.6)) * mm",
        new="(high - 0.6) * mm",
        test="tests/app/paper/test_samples.py::test_no_line_leaves_its_cell_or_lies_over_another",
    ),
    Mutant(
        rule="what came out and was not noted is not printed again",
        file="ui/papers/output.py",
        old="        if out := self._unnoted.get((form, subject)):",
        new="        if out := self._unnoted.get((form + '', self._owner)):",
        test="tests/ui/papers/test_bundle.py::test_what_came_out_and_could_not_be_noted_is_noted_and_not_printed_again",
    ),
    Mutant(
        rule="many papers stop after the one in hand",
        file="ui/papers/bundle_run.py",
        old="        if not self.left or self._stopping:",
        new="        if not self.left:",
        test="tests/ui/papers/test_bundle.py::test_f3_stops_after_the_paper_in_hand_and_enter_chooses",
    ),
    Mutant(
        rule="of sealed people no paper is offered with those of others",
        file="app/desk/bundle.py",
        old="if sealed or not is_shut(asks, one.person, sealed=False)]",
        new="]",
        test="tests/app/desk/test_bundle.py::test_of_somebody_sealed_nothing_is_offered_without_the_right",
    ),
    Mutant(
        rule="whose leaving was taken back has not left today",
        file="app/store/bundles.py",
        old="leaving.c.at >= since, ~taken_back",
        new="leaving.c.at >= since",
        test="tests/app/desk/test_bundle.py::test_a_leaving_that_was_taken_back_is_no_leaving",
    ),
    Mutant(
        rule="a printer out of paper is given none to hold",
        file="app/devices/handlers/printer_cups.py",
        old="        if not _ready(self.name):",
        new="        if _ready(self.name) is None:",
        test="tests/app/devices/test_printer.py::test_a_printer_out_of_paper_gets_no_paper_to_hold",
    ),
    Mutant(
        rule="what is no OFD is not saved as one",
        file="app/devices/ofd.py",
        old='    if not data.startswith(b"PK"):',
        new="    if data is None:",
        test="tests/app/devices/test_ofd.py::test_a_program_that_fails_is_said_and_leaves_nothing",
    ),
)


def whole(folder: Path) -> Path:
    """A copy of the program in which one may be bred; what is only read is linked."""
    for name in ("app", "ui", "tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("migrations", "assets", "pyproject.toml"):
        (folder / name).symlink_to(ROOT / name)
    return folder


def put_in(mutant: Mutant, folder: Path) -> None:
    """The error into a copy."""
    file = folder / mutant.file
    words = file.read_text(encoding="utf-8")
    if words.count(mutant.old) != 1:
        raise ValueError(f"{mutant.file} has not once: {mutant.old}")
    file.write_text(words.replace(mutant.old, mutant.new), encoding="utf-8")


def notices(test: str, folder: Path) -> bool:
    """Whether a test fails in this copy; a test that cannot be run at all is an error."""
    line = [sys.executable, "-P", "-m", "pytest", "-q", "-x", test]
    here = {"PYTHONPATH": str(folder), "QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(folder)}
    done = subprocess.run(  # noqa: S603 - our own interpreter and test
        line, cwd=folder, env=os.environ | here, capture_output=True, text=True, check=False
    )
    failed, whole_output = done.returncode == 1, done.stdout + done.stderr
    if done.returncode not in {0, 1} or (failed and " error" in done.stdout.splitlines()[-1]):
        raise RuntimeError(whole_output)
    return failed


def survives(mutant: Mutant, folder: Path) -> bool:
    """Whether nobody noticed: then a test is missing."""
    put_in(mutant, whole(folder))
    return not notices(mutant.test, folder)


if __name__ == "__main__":
    _number, _folder = sys.argv[1:]
    _one = MUTANTS[int(_number) % len(MUTANTS)]
    if survives(_one, Path(_folder)):
        sys.exit(f"nobody noticed: {_one.rule}")
