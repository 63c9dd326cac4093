//! Tests of the key parser.

use proptest::prelude::*;

use super::*;

/// The events of bytes if nothing follows them for a while.
fn events(bytes: &[u8]) -> Vec<Event> {
    let mut parser = KeyParser::default();
    let mut events = parser.feed(bytes);
    events.extend(parser.lapse());
    events
}

fn keys(keys: &[Key]) -> Vec<Event> {
    keys.iter().copied().map(Event::Key).collect()
}

/// Every input of the table with what it means.
fn table() -> Vec<(&'static [u8], Vec<Event>)> {
    let c = Key::Char('c');
    let ctrl_c = Key::Ctrl('c');
    vec![
        // Reports: dropped whole, and the next key works.
        (b"\x1b[?997;1nc", keys(&[c])),
        (b"\x1b[?2026;2$yc", keys(&[c])),
        (b"\x1b[?62;22cc", keys(&[c])),
        (b"\x1b[?1;2uc", keys(&[c])),
        (b"\x1b[>41;354;0cc", keys(&[c])),
        (b"\x1b[12;40Rc", keys(&[c])),
        (b"\x1b[Ic\x1b[O", keys(&[c])),
        (b"\x1b[4;480;640tc", keys(&[c])),
        // Strings: dropped whole, up to ST or BEL.
        (b"\x1b]11;rgb:cccc/cccc/cccc\x1b\\c", keys(&[c])),
        (b"\x1b]11;rgb:cccc/cccc/cccc\x07c", keys(&[c])),
        (b"\x1bP1+r544e=78\x1b\\c", keys(&[c])),
        (b"\x1bP>|xterm(390)\x1b\\c", keys(&[c])),
        (b"\x1b_Gi=31;OK\x1b\\c", keys(&[c])),
        (b"\x1b^private\x1b\\c", keys(&[c])),
        (b"\x1bXstring\x1b\\c", keys(&[c])),
        (b"\x1bXstring\x07c", keys(&[c])),
        (b"\x1b]0;title\x1b\x07c", keys(&[c])),
        (b"\x1b]0;title\x1b", vec![]),
        (b"\x1b]0;title\x1b[A", keys(&[Key::Up])),
        // More numbers than any key has.
        (
            b"\x1b[1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1Ac",
            keys(&[c]),
        ),
        // Mouse reports of another form.
        (b"\x1b[32;40;40Mc", keys(&[c])),
        (b"\x1b[0;40;40Mc", keys(&[c])),
        (b"\x1b[5Mc", keys(&[c])),
        // Without an end: a control byte always counts.
        (b"\x1b]11;rgb:cccc\x03", keys(&[ctrl_c])),
        (b"\x1bP1+r544e\x03", keys(&[ctrl_c])),
        (b"\x1b_Gi=31\x03c", keys(&[ctrl_c, c])),
        (b"\x1b[200~hello", vec![Event::Paste("hello".into())]),
        (b"\x1b[200~hello\x1b[20", vec![Event::Paste("hello".into())]),
        (b"\x1b[200~hello\x03c", vec![Event::Paste("hello".into()), Event::Key(ctrl_c), Event::Key(c)]),
        (b"\x1b[201~c", keys(&[c])),
        (b"\x1b[<0;5;3", vec![]),
        (b"\x1b[<0;5;3\x03", keys(&[ctrl_c])),
        (b"\x1b[<0;5;3\x1b[B", keys(&[Key::Down])),
        (b"\x1b[<0;5;3\r", keys(&[Key::Enter])),
        (b"\x1b[\x03", keys(&[ctrl_c])),
        (b"\x1bO\x03", keys(&[ctrl_c])),
        (b"\x1b[\x1a", keys(&[Key::Ctrl('z')])),
        (b"\xe2\x03", keys(&[ctrl_c])),
        (b"\xff\x03", keys(&[ctrl_c])),
        (b"\xe2c", keys(&[c])),
        (b"\xffc", keys(&[c])),
        (b"\x1b[\xc3\xa9", keys(&[Key::Char('é')])),
        (b"\x1bO\xc3\xa9", keys(&[Key::Char('é')])),
        (b"\x1b[M \x03", keys(&[ctrl_c])),
        // Alt: with an arrow the arrow, with a letter nothing.
        (b"\x1b\x1b[A", keys(&[Key::Up])),
        (b"\x1b\x1bOA", keys(&[Key::Up])),
        (b"\x1b[1;3A", keys(&[Key::Up])),
        (b"\x1b\x1b\x1b[A", keys(&[Key::Esc, Key::Up])),
        (b"\x1b\x1b\x03", keys(&[Key::Esc, ctrl_c])),
        (b"\x1bc", vec![]),
        (b"\x1b c", keys(&[c])),
        (b"\x1b\xc3\xa9c", keys(&[c])),
        (b"\x1b\x03", keys(&[ctrl_c])),
        (b"\x1b\x7f", keys(&[Key::Backspace])),
        (b"\x1b", keys(&[Key::Esc])),
        (b"\x1b\x1b", keys(&[Key::Esc, Key::Esc])),
        (b"\x1b\x1b\x1b", keys(&[Key::Esc, Key::Esc, Key::Esc])),
        // Left-over key modes.
        (b"\x1b[27;2;33~", keys(&[Key::Char('!')])),
        (b"\x1b[27;5;99~", keys(&[ctrl_c])),
        (b"\x1b[27;2;9~", keys(&[Key::BackTab])),
        (b"\x1b[49;2u", keys(&[Key::Char('!')])),
        (b"\x1b[49:33;2u", keys(&[Key::Char('!')])),
        (b"\x1b[49;2;33u", keys(&[Key::Char('!')])),
        (b"\x1b[97;2;228u", keys(&[Key::Char('ä')])),
        (b"\x1b[97;1;1u", keys(&[Key::Char('a')])),
        (b"\x1b[97;2u", keys(&[Key::Char('A')])),
        (b"\x1b[1;1:2B", keys(&[Key::Down])),
        (b"\x1b[1;1:3B", vec![]),
        (b"\x1b[1089::99u", keys(&[Key::Char('с')])),
        (b"\x1b[1089::99;5u", keys(&[ctrl_c])),
        (b"\x1b[1089;5u", keys(&[ctrl_c])),
        (b"\x1b[968;5u", keys(&[ctrl_c])),
        (b"\x1b[99;5u", keys(&[ctrl_c])),
        (b"\x1b[67;6u", keys(&[ctrl_c])),
        (b"\x1b[99;69u", keys(&[ctrl_c])),
        (b"\x1b[27u", keys(&[Key::Esc])),
        (b"\x1b[13u\x1b[57414u", keys(&[Key::Enter, Key::Enter])),
        (b"\x1b[127u", keys(&[Key::Backspace])),
        (b"\x1b[9u", keys(&[Key::Tab])),
        (b"\x1b[9;2u", keys(&[Key::BackTab])),
        (b"\x1b[57358u\x1b[57441;2u", vec![]),
        (b"\x1b[57399u\x1b[57419u", keys(&[Key::Char('0'), Key::Up])),
        (
            b"\x1b[57409u\x1b[57410u\x1b[57411u\x1b[57412u\x1b[57413u\x1b[57415u",
            keys(&['.', '/', '*', '-', '+', '='].map(Key::Char)),
        ),
        (
            b"\x1b[57417u\x1b[57418u\x1b[57420u\x1b[57421u\x1b[57422u",
            keys(&[Key::Left, Key::Right, Key::Down, Key::PageUp, Key::PageDown]),
        ),
        (b"\x1b[57423u\x1b[57424u\x1b[57426u", keys(&[Key::Home, Key::End, Key::Delete])),
        (b"\x1b[47;2u", keys(&[Key::Char('?')])),
        (b"\x1b[97::113;5u", keys(&[Key::Ctrl('a')])),
        (b"\x1b[120;1:1u\x1b[120;1:3u", keys(&[Key::Char('x')])),
        (b"\x1b[120;3u", vec![]),
        // Letters of other keyboards are what they are: the app gives them a meaning.
        ("с".as_bytes(), keys(&[Key::Char('с')])),
        ("ψ".as_bytes(), keys(&[Key::Char('ψ')])),
        (b"\x08\x7f", keys(&[Key::Backspace, Key::Backspace])),
    ]
}

#[test]
fn every_input_of_the_table_means_one_thing() {
    for (bytes, meaning) in table() {
        assert_eq!(events(bytes), meaning, "{:?}", bytes.escape_ascii().to_string());
    }
}

#[test]
fn every_input_of_the_table_means_the_same_in_two_reads() {
    for (bytes, meaning) in table() {
        for cut in 0..=bytes.len() {
            let (first, second) = bytes.split_at(cut);
            let mut parser = KeyParser::default();
            let mut events = parser.feed(first);
            events.extend(parser.feed(second));
            events.extend(parser.lapse());
            assert_eq!(events, meaning, "{:?} cut at {cut}", bytes.escape_ascii().to_string());
        }
    }
}

#[test]
fn after_every_input_of_the_table_the_next_keys_work() {
    for (bytes, meaning) in table() {
        for cut in 0..=bytes.len() {
            let mut parser = KeyParser::default();
            parser.feed(&bytes[..cut]);
            // At once: a control byte counts.
            let last = parser.feed(b"\x03").pop();
            assert_eq!(last, Some(Event::Key(Key::Ctrl('c'))), "{meaning:?} cut at {cut}");
            // After a while: every key counts.
            let mut parser = KeyParser::default();
            parser.feed(&bytes[..cut]);
            parser.lapse();
            assert_eq!(parser.wakes_in(), None);
            assert_eq!(parser.feed(b"c"), keys(&[Key::Char('c')]), "{meaning:?} cut at {cut}");
        }
    }
}

#[test]
fn a_lone_esc_waits_for_a_slow_line_and_no_longer() {
    let mut parser = KeyParser::default();
    assert_eq!(parser.feed(b"\x1b"), []);
    let wait = parser.wakes_in().expect("a wait");
    assert!(wait >= Duration::from_millis(30) && wait <= Duration::from_millis(50), "{wait:?}");
    assert_eq!(parser.feed(b"[C"), keys(&[Key::Right]));
    assert_eq!(parser.wakes_in(), None);
    parser.feed(b"\x1b[200~hello");
    assert_eq!(parser.wakes_in(), Some(Duration::from_millis(500)));
}

#[test]
fn the_usual_sequences_are_understood() {
    for (bytes, key) in [
        ("c", Key::Char('c')),
        ("!", Key::Char('!')),
        ("Q", Key::Char('Q')),
        ("é", Key::Char('é')),
        ("日", Key::Char('日')),
        (" ", Key::Char(' ')),
        ("\r", Key::Enter),
        ("\n", Key::Enter),
        ("\t", Key::Tab),
        ("\x1b[Z", Key::BackTab),
        ("\x03", Key::Ctrl('c')),
        ("\x1a", Key::Ctrl('z')),
        ("\x12", Key::Ctrl('r')),
        ("\x1b[A", Key::Up),
        ("\x1b[B", Key::Down),
        ("\x1b[C", Key::Right),
        ("\x1b[D", Key::Left),
        ("\x1bOA", Key::Up),
        ("\x1bOB", Key::Down),
        ("\x1bOC", Key::Right),
        ("\x1bOD", Key::Left),
        ("\x1b[1;5C", Key::Right),
        ("\x1bO5C", Key::Right),
        ("\x1b[H", Key::Home),
        ("\x1b[F", Key::End),
        ("\x1bOH", Key::Home),
        ("\x1bOF", Key::End),
        ("\x1b[1~", Key::Home),
        ("\x1b[4~", Key::End),
        ("\x1b[7~", Key::Home),
        ("\x1b[8~", Key::End),
        ("\x1b[3~", Key::Delete),
        ("\x1b[5~", Key::PageUp),
        ("\x1b[6~", Key::PageDown),
        ("\x1bOP", Key::F(1)),
        ("\x1b[P", Key::F(1)),
        ("\x1bOQ", Key::F(2)),
        ("\x1bOR", Key::F(3)),
        ("\x1bOS", Key::F(4)),
        ("\x1b[11~", Key::F(1)),
        ("\x1b[12~", Key::F(2)),
        ("\x1b[[A", Key::F(1)),
        ("\x1b[17~", Key::F(6)),
        ("\x1b[24~", Key::F(12)),
        ("\x1bOM", Key::Enter),
        ("\x1bOq", Key::Char('1')),
        ("\x1bOI", Key::Tab),
        ("\x1bO ", Key::Char(' ')),
        ("\x1bOX", Key::Char('=')),
    ] {
        assert_eq!(events(bytes.as_bytes()), keys(&[key]), "{bytes:?}");
    }
    assert_eq!(events(b"\x1b[[Ec"), keys(&[Key::F(5), Key::Char('c')]));
}

#[test]
fn clicks_and_the_wheel_are_understood_and_all_else_of_a_mouse_is_dropped() {
    assert_eq!(events(b"\x1b[<0;5;3M"), [Event::Click { x: 4, y: 2 }]);
    assert_eq!(events(b"\x1b[<4;5;3M"), [Event::Click { x: 4, y: 2 }], "with Shift");
    assert_eq!(events(b"\x1b[<64;5;3M"), [Event::Wheel { x: 4, y: 2, up: true }]);
    assert_eq!(events(b"\x1b[<65;5;3M"), [Event::Wheel { x: 4, y: 2, up: false }]);
    assert_eq!(events(b"\x1b[M\x20\x25\x23"), [Event::Click { x: 4, y: 2 }], "the oldest form");
    assert_eq!(events(b"\x1b[M\x20\xa5\xa3c"), [Event::Click { x: 132, y: 130 }, Event::Key(Key::Char('c'))]);
    for dropped in [
        "\x1b[<0;5;3m",
        "\x1b[<2;5;3M",
        "\x1b[<32;5;3M",
        "\x1b[<35;5;3M",
        "\x1b[<0;0;0M",
        "\x1b[<0M",
        "\x1b[32;0;0M",
        "\x1b[M#!!",
        "\x1b[M   ",
    ] {
        assert_eq!(events(dropped.as_bytes()), [], "{dropped:?}");
    }
}

#[test]
fn a_paste_is_one_text_whatever_is_in_it() {
    let pasted = |text: &str| vec![Event::Paste(text.to_owned())];
    assert_eq!(events("\x1b[200~Ibuprofène, 1\n\x1b[201~".as_bytes()), pasted("Ibuprofène, 1\n"));
    assert_eq!(events(b"\x1b[200~q\x1b[Ac\x1b[201~"), pasted("q\x1b[Ac"));
    let mut mixed = keys(&[Key::Char('j'), Key::Up]);
    mixed.push(Event::Paste("a\x1b[Bq".into()));
    mixed.extend(keys(&[Key::Char('k'), Key::Esc]));
    assert_eq!(events(b"j\x1b[A\x1b[200~a\x1b[Bq\x1b[201~k\x1b"), mixed);
}

#[test]
fn a_paste_that_never_ends_keeps_within_its_bound() {
    let mut parser = KeyParser::default();
    parser.feed(b"\x1b[200~");
    for letter in [b'q'; 256].into_iter().chain([b'r'; 44]) {
        assert_eq!(parser.feed(&[letter; 4096]), []);
    }
    let events = parser.feed(b"\x1b[201~c");
    let [Event::Paste(text), Event::Key(Key::Char('c'))] = &events[..] else { panic!("{}", events.len()) };
    // A mebibyte from its beginning, and never more than that.
    let whole = 1024 * 1024;
    assert!((whole - 12..=whole).contains(&text.len()), "{}", text.len());
    assert!(text.bytes().take(whole - 12).all(|byte| byte == b'q'));
}

/// Bytes rich in what begins and ends sequences.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let byte = prop_oneof![
        any::<u8>(),
        Just(ESC),
        Just(b'['),
        Just(b'O'),
        Just(b'<'),
        Just(b'M'),
        Just(b';'),
        b'0'..=b'9'
    ];
    let fragment = prop::sample::select(vec![
        b"\x1b[200~" as &[u8],
        b"\x1b[201~",
        b"\x1b]0;",
        b"\x1b\\",
        b"\x1b[<",
        "с".as_bytes(),
        "日".as_bytes(),
    ]);
    let part = prop_oneof![4 => byte.prop_map(|byte| vec![byte]), 1 => fragment.prop_map(<[u8]>::to_vec)];
    prop::collection::vec(part, 0..150).prop_map(|parts| parts.concat())
}

proptest! {
    /// Bytes have the same meaning in pieces of any size.
    #[test]
    fn pieces_mean_what_the_whole_means(bytes in bytes(), cut in 0usize..300) {
        let (first, second) = bytes.split_at(cut.min(bytes.len()));
        let mut parser = KeyParser::default();
        let mut pieces = parser.feed(first);
        pieces.extend(parser.feed(second));
        pieces.extend(parser.lapse());
        prop_assert_eq!(pieces, events(&bytes));
    }

    /// Ctrl-C counts after any bytes, and every key after any bytes and a pause.
    #[test]
    fn nothing_leaves_it_deaf(bytes in bytes()) {
        let mut parser = KeyParser::default();
        parser.feed(&bytes);
        prop_assert_eq!(parser.feed(b"\x03").pop(), Some(Event::Key(Key::Ctrl('c'))));
        let mut parser = KeyParser::default();
        parser.feed(&bytes);
        parser.lapse();
        prop_assert_eq!(parser.feed(b"c").pop(), Some(Event::Key(Key::Char('c'))));
    }
}
