//! What cannot be opened is named, and only the owner reads what is.

use super::*;

#[tokio::test]
async fn what_cannot_be_opened_is_named() {
    let place = SqlitePlace::new();
    let folder = place.0.path();
    let a_text = folder.join("a-text");
    fs::write(
        &a_text,
        "not a database, and longer than a header would be. ".repeat(50),
    )
    .unwrap();
    let anothers = folder.join("anothers.sqlite");
    let other = Connection::open(&anothers).unwrap();
    other
        .execute_batch("CREATE TABLE bookmarks (url TEXT)")
        .unwrap();
    let later = folder.join("later.sqlite");
    drop(SqlStore::open(&later, None).await.unwrap());
    let other = Connection::open(&later).unwrap();
    other
        .execute_batch("INSERT INTO schema_version VALUES (1000)")
        .unwrap();

    let expected = [
        (folder.to_owned(), "cannot be opened: "),
        (a_text.join("below.sqlite"), "cannot be opened: "),
        (a_text, "is not a database of nocbot"),
        (anothers, "is not a database of nocbot"),
        (later, "was written by a later release"),
    ];
    for (path, expected) in expected {
        let error = SqlStore::open(&path, None).await.err().unwrap();
        let message = error.to_string();
        assert!(message.contains(expected), "{message}");
        assert!(message.contains(&*path.to_string_lossy()), "{message}");
        assert_eq!(message.lines().count(), 1, "{message}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_read_only_place_is_named() {
    let place = SqlitePlace::new();
    drop(place.open(None).await);
    let file = place.file();
    let folder = file.parent().unwrap();
    for (path, mode) in [(&*file, 0o400), (folder, 0o500)] {
        set_mode(path, mode);
        // The superuser may write anywhere.
        if fs::OpenOptions::new().append(true).open(&file).is_err() || !is_writable(folder) {
            let error = place.try_open(None).await.err();
            let database = file.display().to_string();
            assert_eq!(error, Some(StoreError::ReadOnly { database }), "{path:?}");
            let new = folder.join("new.sqlite");
            if path == folder {
                let error = SqlStore::open(&new, None).await.err();
                let database = new.display().to_string();
                assert_eq!(error, Some(StoreError::ReadOnly { database }));
            }
        }
        set_mode(path, 0o700);
    }
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[cfg(unix)]
fn is_writable(folder: &Path) -> bool {
    tempfile::tempfile_in(folder).is_ok()
}

#[cfg(unix)]
#[tokio::test]
async fn only_the_owner_reads_the_files() {
    use std::os::unix::fs::PermissionsExt;
    let place = SqlitePlace::new();
    let store = place.open(None).await;
    store.set_language(1, Lang::FR, at(0)).await.unwrap();
    let folder = place.file().parent().unwrap().to_owned();
    let files = fs::read_dir(&folder).unwrap();
    let paths: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
    assert!(paths.len() >= 2, "the database and its log: {paths:?}");
    for path in paths.iter().chain([&folder]) {
        let mode = fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{path:?}: {mode:o}");
    }
}
