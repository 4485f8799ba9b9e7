//! `nutgraf search`: every place in a folder's articles.

use std::path::Path;

use super::place::{ARTICLE, Place, err, out};

/// A folder of three articles, in which a claim is judged.
fn desk() -> Place {
    let place = Place::new();
    let other = ARTICLE.replace("id: harbour", "id: ferry").replace("Harbour dues", "Ferry fares");
    std::fs::create_dir_all(place.path("2026/march")).unwrap();
    place.write("2026/march/ferry.yaml", &other);
    place.succeeds(&[
        "judge",
        "harbour.yaml",
        "p1.c1",
        "--verdict",
        "refuted",
        "--why",
        "the register of wharves says otherwise",
        "--as",
        "ana",
    ]);
    place
}

#[test]
fn words_are_found_everywhere_with_their_place_and_context() {
    let place = desk();
    let found = place.succeeds(&["search", "wharves", "--as", "ana"]);
    assert!(found.starts_with("harbour.yaml ¶1 p1.c1"), "{found}");
    assert!(found.contains("ana: refuted") && found.contains("the register of wharves says otherwise"), "{found}");
    assert_eq!(found.lines().count(), 1);
    let title = place.succeeds(&["search", "\"ferry fares\""]);
    assert!(title.starts_with("2026/march/ferry.yaml"), "{title}");
}

#[test]
fn fields_of_claims_and_of_articles_choose_and_a_dash_leaves_out() {
    let place = desk();
    let refuted = place.succeeds(&["search", "verdict:refuted", ".", "--others"]);
    assert_eq!(refuted.lines().count(), 1, "{refuted}");
    let path = place.succeeds(&["search", "path:march", "--format", "csv"]);
    assert_eq!(path.lines().count(), 2, "{path}");
    let rest = place.succeeds(&["search", "-path:march", "--format", "csv"]);
    assert!(rest.lines().nth(1).unwrap().starts_with("harbour.yaml,harbour,"), "{rest}");
    let open = place.succeeds(&["search", "is:judged path:harbour", "--by", "ana"]);
    assert_eq!(open.lines().count(), 1, "{open}");
    assert_eq!(place.run(&["search", "is:judged", "--by", "ben"]).status.code(), Some(1));
}

#[test]
fn programs_get_one_json_document_and_a_table() {
    let place = desk();
    let found: serde_json::Value =
        serde_json::from_str(&place.succeeds(&["search", "wharves", "--format", "json", "--as", "ana"])).unwrap();
    assert_eq!((found["total"].as_u64(), found["articles"].as_u64()), (Some(1), Some(1)));
    let hit = &found["hits"][0];
    assert_eq!((hit["path"].as_str(), hit["id"].as_str()), (Some("harbour.yaml"), Some("p1.c1")));
    assert_eq!(
        (hit["hit"].as_str(), hit["by"].as_str(), hit["text_of"].as_str()),
        (Some("wharves"), Some("ana"), Some("reason"))
    );
    assert_eq!(hit["verdicts"][0]["verdict"], "refuted");
}

#[test]
fn many_queries_of_a_file_give_a_row_each() {
    let place = desk();
    place.write("watch.txt", "# what we look for\nwharves\nzebra\n\nverdict:refuted\n");
    let table = place.succeeds(&["search", "--queries", "watch.txt", "--others"]);
    let rows: Vec<&str> = table.lines().collect();
    assert_eq!(rows.len(), 4, "{table}");
    assert!(rows[1].contains("wharves") && rows[1].contains("harbour.yaml ¶1 p1.c1"), "{table}");
    assert!(rows[2].trim_start().starts_with('0') && rows[2].contains("zebra"), "{table}");
    place.write("watch.txt", "verdikt:refuted\nwharves\nstatus:gone\n");
    let wrong = place.fails(&["search", "--queries", "watch.txt", "--others"]);
    assert!(wrong.contains("line 1: ") && wrong.contains("line 3: "), "{wrong}");
}

#[test]
fn mistakes_are_shown_at_their_place_and_exit_codes_are_those_of_grep() {
    let place = desk();
    let wrong = place.run(&["search", "outlett:mooring verdict:maybe"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(err(&wrong).contains("^^^") && err(&wrong).contains("outlet"), "{}", err(&wrong));
    let nothing = place.run(&["search", "zebra"]);
    assert_eq!((nothing.status.code(), out(&nothing)), (Some(1), String::new()));
    assert_eq!(place.run(&["search", "wharves", "nowhere"]).status.code(), Some(2));
    assert!(place.fails(&["search", "wharves", "nowhere"]).contains("nowhere"));
    assert_eq!(place.run(&["search", ""]).status.code(), Some(0), "everything");
}

#[test]
fn problems_in_the_folder_are_reported_and_the_rest_is_searched() {
    let place = desk();
    place.write("twin.yaml", ARTICLE);
    place.write("broken.yaml", &ARTICLE.replace("kind: fact", "kind: fakt"));
    let found = place.run(&["search", "wharves", "--as", "ana"]);
    assert!(err(&found).contains("harbour.yaml and twin.yaml have the same id `harbour`"), "{}", err(&found));
    assert_eq!(out(&found).lines().count(), 1, "each article has its own notes: {}", out(&found));
}

#[test]
fn every_command_that_takes_a_file_takes_a_folder_and_several() {
    let place = desk();
    place.write("broken.yaml", &ARTICLE.replace("kind: fact", "kind: fakt"));
    let checked = place.run(&["check", "."]);
    assert_eq!(checked.status.code(), Some(1));
    let told = out(&checked);
    assert!(told.contains("2026/march/ferry.yaml: no problems") && told.contains("fakt"), "{told}");
    let printed = place.run(&["print", ".", "--width", "60"]);
    assert!(out(&printed).contains("# Ferry fares\n") && out(&printed).contains("# Harbour dues\n"));
    assert!(err(&printed).contains("fakt") && printed.status.code() == Some(1));
    std::fs::remove_file(place.path("broken.yaml")).unwrap();
    let written = place.succeeds(&["export", ".", "-f", "markdown", "--by", "ana"]);
    assert_eq!(written.lines().count(), 2, "{written}");
    assert!(place.exists("2026/march/ferry.ana.packet.md") && place.exists("harbour.ana.packet.md"));
    let rows =
        place.succeeds(&["export", "harbour.yaml", "2026/march/ferry.yaml", "-f", "csv", "--by", "all", "-o", "-"]);
    assert_eq!(rows.lines().filter(|line| line.contains("article") && line.contains("claim")).count(), 1, "one header");
    let lines = place.succeeds(&["export", ".", "-f", "jsonl", "--by", "ana", "-o", "-"]);
    assert!(
        lines.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()) && lines.contains("refuted")
    );
    assert!(place.fails(&["export", ".", "-f", "json", "-o", "all.json"]).contains("leave out -o"));
    std::fs::create_dir(place.path("empty")).unwrap();
    assert!(place.fails(&["check", "empty"]).contains("no article"));
}

#[test]
fn the_folders_list_of_what_to_do_has_the_most_urgent_first() {
    let place = desk();
    place.succeeds(&["judge", "2026/march/ferry.yaml", "p1.c2", "--priority", "high", "--as", "ana"]);
    let list = place.succeeds(&["notes", ".", "--to-do", "--by", "ana"]);
    assert!(list.starts_with("ana: ") && list.contains("\nhigh priority\n"), "{list}");
    let first = list.lines().skip_while(|line| !line.contains("high priority")).nth(1).unwrap();
    assert!(first.contains("yaml ¶1 p1."), "{list}");
    assert!(!list.contains("harbour.yaml ¶1 p1.c1 "), "it is judged: {list}");
    let numbers: serde_json::Value = serde_json::from_str(&place.succeeds(&[
        "notes",
        ".",
        "--to-do",
        "--by",
        "ana",
        "--query",
        "kind:numerical",
        "--format",
        "json",
    ]))
    .unwrap();
    let all = list.lines().filter(|line| line.contains('¶')).count();
    let chosen = numbers["to-do"].as_array().unwrap().len();
    assert!(chosen > 0 && chosen < all, "{chosen} of {all}");
}

#[test]
fn a_watch_list_shows_what_is_new_since_the_last_look() {
    let place = desk();
    assert!(place.fails(&["search", "--watch"]).contains("[watch]"));
    place.write("nutgraf.toml", "[watch]\njudged = \"verdict:refuted,supported\"\nodd = \"nofield:x\"\n");
    let first = place.run(&["search", "--watch", ".", "--as", "ana"]);
    assert!(out(&first).contains("judged (verdict:refuted,supported): 1 new of 1"), "{}", out(&first));
    assert!(err(&first).contains("[watch] odd"), "{}", err(&first));
    let again = place.run(&["search", "--watch", "--as", "ana"]);
    assert_eq!((again.status.code(), out(&again).contains("0 new of 1")), (Some(1), true));
    place.succeeds(&["judge", "2026/march/ferry.yaml", "p1.c1", "--verdict", "supported", "--as", "ana"]);
    let news = place.succeeds(&["search", "--watch", "--as", "ana"]);
    assert!(news.contains("1 new of 2") && news.contains("ferry.yaml ¶1 p1.c1"), "{news}");
}

#[test]
fn entities_of_all_articles_are_listed_and_joined_by_hand() {
    let place = desk();
    let all = place.succeeds(&["entities", "."]);
    let line = all.lines().next().unwrap();
    assert!(line.contains("2 articles"), "{all}");
    let name = line.split(" (").next().unwrap();
    let one = place.succeeds(&["entities", ".", name]);
    assert!(one.contains("harbour.yaml") && one.contains("ferry.yaml") && one.contains("mentions: ¶"), "{one}");
    assert!(place.fails(&["entities", ".", "Zebraland"]).contains("Zebraland"));
    let found: serde_json::Value =
        serde_json::from_str(&place.succeeds(&["entities", ".", name, "--format", "json"])).unwrap();
    let entity = found["entities"][0]["appearances"][0]["entity"].as_str().unwrap();
    let kind = found["entities"][0]["kind"].as_str().unwrap();
    place.write("entities.yaml", &format!("- {{name: {name}, kind: {kind}, apart: [[ferry, {entity}]]}}\n"));
    let parted = place.succeeds(&["entities", ".", name]);
    assert_eq!(parted.matches("1 article,").count(), 2, "{parted}");
}

#[test]
fn what_others_say_is_hidden_until_one_has_judged_the_claim_and_the_count_says_so() {
    let place = desk();
    let blind = place.run(&["search", "wharves", "--as", "ben"]);
    assert_eq!((blind.status.code(), out(&blind)), (Some(1), String::new()));
    let told = "nothing was found; 1 more is hidden until you have judged its claim, --others shows it";
    assert!(err(&blind).contains(told), "{}", err(&blind));
    for query in ["verdict:refuted", "is:judged", "has:reason", "by:ana"] {
        let found = place.run(&["search", query, "--as", "ben"]);
        assert_eq!(found.status.code(), Some(1), "{query}: {}", out(&found));
        assert_eq!(place.succeeds(&["search", query, "--as", "ben", "--others"]).lines().count(), 1, "{query}");
        assert_eq!(place.succeeds(&["search", query, "--as", "ana"]).lines().count(), 1, "{query}");
    }
    // The claim itself is found, without the verdict.
    let claim = place.succeeds(&["search", "\"pay twice\"", "--as", "ben"]);
    assert!(claim.contains("p1.c1") && !claim.contains("ana"), "{claim}");
    place.succeeds(&["judge", "harbour.yaml", "p1.c1", "--verdict", "supported", "--as", "ben"]);
    let seen = place.succeeds(&["search", "wharves", "--as", "ben"]);
    assert!(seen.contains("ana: refuted") && seen.contains("ben: supported"), "{seen}");
}

#[test]
fn problems_are_those_that_check_reports_and_no_broken_file_is_left_out() {
    let place = desk();
    for name in ["empty.yaml", "blank.yaml", "binary.yaml", "syntax.yaml", "list.yaml"] {
        std::fs::create_dir_all(place.path("bad")).unwrap();
        let bytes: Vec<u8> = match name {
            "empty.yaml" => Vec::new(),
            "blank.yaml" => b"\n \n".to_vec(),
            "binary.yaml" => (0..=255).collect(),
            "list.yaml" => b"- a\n- b\n".to_vec(),
            _ => b"nutgraf: 1\narticle: {id: x\n".to_vec(),
        };
        std::fs::write(place.path("bad").join(name), bytes).unwrap();
    }
    let unmentioned = "entities:\n  - {id: nobody, name: Nobody Else, kind: person}\n";
    place.write("warned.yaml", &ARTICLE.replace("id: harbour", "id: warned").replacen("entities:\n", unmentioned, 1));
    let checked = place.run(&["check", ".", "--format", "json"]);
    assert!(err(&checked).contains("bad/list.yaml is left out"), "{}", err(&checked));
    let checked: serde_json::Value = serde_json::from_str(&out(&checked)).unwrap();
    let of_article = |file: &&serde_json::Value| {
        Path::new(file["path"].as_str().unwrap()).extension().is_some_and(|ending| ending == "yaml")
    };
    let files = checked["files"].as_array().unwrap().iter().filter(of_article);
    let mut wrong: Vec<&str> = files
        .filter(|file| !file["problems"].as_array().unwrap().is_empty())
        .map(|file| file["path"].as_str().unwrap().trim_start_matches("./"))
        .collect();
    wrong.sort_unstable();
    assert_eq!(wrong.len(), 5, "one article has a warning, four files cannot be read: {wrong:?}");
    let found = place.succeeds(&["search", "problems:>0", "--format", "csv"]);
    let mut paths: Vec<&str> = found.lines().skip(1).map(|line| line.split(',').next().unwrap()).collect();
    paths.sort_unstable();
    assert_eq!(paths, wrong);
}

#[test]
fn notes_whose_article_is_gone_are_reported_wherever_the_folder_is_read() {
    let place = desk();
    std::fs::remove_file(place.path("harbour.yaml")).unwrap();
    for call in [&["check", "."][..], &["notes", "."], &["notes", ".", "--to-do"], &["search", "fees", "."]] {
        let told = err(&place.run(call));
        assert!(
            told.contains("harbour.ana.notes.jsonl is left out: there is no article of that name"),
            "{call:?}: {told}"
        );
    }
}
