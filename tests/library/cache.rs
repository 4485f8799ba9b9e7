//! The cache never gets in the way, whatever its state.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::thread;

use super::place::{Place, article, told};

fn three() -> Place {
    let place = Place::new();
    for name in ["a", "b", "deep/c"] {
        place.write(&format!("{name}.yaml"), &article(&name.replace('/', "-"), "ships pay twelve crowns"));
    }
    place
}

#[test]
fn a_second_look_reads_nothing_and_says_the_same() {
    let place = three();
    let (first, refreshed) = place.look();
    assert_eq!(refreshed.changed, 3);
    let (second, refreshed) = place.look();
    assert_eq!(refreshed.changed, 0, "{refreshed:?}");
    assert_eq!(told(&first), told(&second));
    assert_eq!(told(&first), told(&place.look_without_cache()));
}

#[test]
fn a_damaged_cache_is_rebuilt_from_the_articles() {
    let place = three();
    let truth = told(&place.look().0);
    for ending in ["index", ".words", ".records"] {
        for part in 0..8 {
            for flips in [false, true] {
                for file in place.cached("") {
                    fs::remove_file(file).unwrap();
                }
                place.look();
                let file = place.cached(ending).remove(0);
                let mut bytes = fs::read(&file).unwrap();
                let at = (bytes.len() - 1) * part / 7;
                if flips {
                    bytes[at] ^= 0x20;
                } else {
                    bytes.truncate(at);
                }
                fs::write(&file, &bytes).unwrap();
                let (mut library, _) = place.look();
                // A record is verified when it is read.
                let damaged: Vec<String> = library
                    .articles()
                    .filter(|(_, stored)| library.record(stored).is_none())
                    .map(|(row, _)| row.path.clone())
                    .collect();
                for path in &damaged {
                    library.forget(path);
                }
                library.refresh(&mut |_| true);
                assert_eq!(told(&library), truth, "{ending} at {at}, flipped: {flips}");
            }
        }
    }
}

#[test]
fn a_cache_of_a_newer_version_is_left_alone_and_done_without() {
    let place = three();
    let truth = told(&place.look().0);
    let index = place.cached("index").remove(0);
    let mut bytes = fs::read(&index).unwrap();
    bytes[16] = 99;
    fs::write(&index, &bytes).unwrap();
    let (library, refreshed) = place.look();
    assert_eq!(told(&library), truth);
    assert_eq!(refreshed.troubles, [""; 0]);
    assert_eq!(fs::read(&index).unwrap(), bytes);
}

#[test]
fn an_unwritable_cache_is_reported_once_and_costs_nothing_else() {
    let place = three();
    // A file takes the place of the cache's folder, so that this works for root as well.
    let file = place.path("taken");
    fs::write(&file, "").unwrap();
    let mut library = nutgraf::storage::library::Library::read_in(place.folder.path(), Some(&file.join("cache")));
    let refreshed = library.refresh(&mut |_| true);
    assert_eq!(refreshed.troubles.len(), 1, "{refreshed:?}");
    assert!(refreshed.troubles[0].contains("everything works without it"), "{refreshed:?}");
    assert_eq!(told(&library), told(&place.look().0));
}

#[test]
fn a_full_disk_costs_the_cache_and_nothing_else() {
    let place = three();
    // On Linux this device is a disk that is always full.
    let full = std::path::Path::new("/dev/full");
    if !full.exists() {
        return;
    }
    let truth = told(&place.look_without_cache());
    fs::create_dir_all(place.cache()).unwrap();
    std::os::unix::fs::symlink(full, place.cache().join("index")).unwrap();
    assert_eq!(told(&place.look().0), truth);
}

#[test]
fn the_cache_is_private_too() {
    let place = three();
    let cache = place.cache().join("new");
    let mut library = nutgraf::storage::library::Library::read_in(place.folder.path(), Some(&cache));
    library.refresh(&mut |_| true);
    assert_eq!(fs::metadata(&cache).unwrap().permissions().mode() & 0o77, 0);
    for file in fs::read_dir(&cache).unwrap() {
        assert_eq!(file.unwrap().metadata().unwrap().permissions().mode() & 0o77, 0);
    }
}

#[test]
fn many_changes_leave_few_files_and_never_a_stale_word() {
    let place = three();
    for number in 0..60 {
        let statement = format!("ships pay {number} crowns");
        place.write("a.yaml", &article("a", &statement));
        if number % 3 == 0 {
            place.write("b.yaml", &article("b", &statement));
        }
        let (library, _) = place.look();
        let (_, texts) = told(&library);
        assert!(texts["a.yaml"].iter().any(|(_, text, _)| text.contains(&statement)), "edit {number}");
    }
    assert_eq!(told(&place.look().0), told(&place.look_without_cache()));
    // Unused segments stay for an hour, for programs that read them; only a few are in use.
    let mut library = nutgraf::storage::library::Library::read_in(place.folder.path(), Some(place.cache()));
    assert_eq!(library.verify_words(), 0);
}

#[test]
fn edits_of_the_same_length_at_the_same_instant_are_noticed() {
    let place = Place::new();
    for number in 0..300 {
        place.write("a.yaml", &article("a", &format!("ships pay {number:03} crowns")));
        let (library, _) = place.look();
        let (_, texts) = told(&library);
        let wanted = format!("statement: ships pay {number:03} crowns.");
        assert!(texts["a.yaml"].iter().any(|(_, _, words)| *words == wanted), "edit {number}");
    }
}

#[test]
fn several_programs_may_use_one_cache_at_once() {
    let place = three();
    for number in 0..40 {
        place.write(&format!("more/{number}.yaml"), &article(&format!("m{number}"), "a crane stands idle"));
    }
    thread::scope(|scope| {
        for _ in 0..6 {
            scope.spawn(|| {
                for _ in 0..5 {
                    let (library, refreshed) = place.look();
                    assert_eq!(library.rows().count(), 43);
                    assert_eq!(told(&library).1.len(), 43);
                    assert!(refreshed.troubles.is_empty(), "{refreshed:?}");
                }
            });
        }
    });
    assert_eq!(told(&place.look().0), told(&place.look_without_cache()));
}
