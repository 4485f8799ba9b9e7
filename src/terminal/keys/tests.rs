use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};

use crate::terminal::keys::*;

const NONE: KeyModifiers = KeyModifiers::NONE;

fn keys(reads: &[&[u8]]) -> Vec<Event> {
    let (mut decoder, mut keys) = (Decoder::default(), VecDeque::new());
    for read in reads {
        decoder.feed(read, &mut keys);
    }
    decoder.settle(&mut keys);
    keys.into()
}

#[test]
fn keys_are_read() {
    let cases: &[(&[u8], KeyCode, KeyModifiers)] = &[
        (b"j", KeyCode::Char('j'), NONE),
        (b"G", KeyCode::Char('G'), KeyModifiers::SHIFT),
        ("é".as_bytes(), KeyCode::Char('é'), NONE),
        ("😀".as_bytes(), KeyCode::Char('😀'), NONE),
        (b"\r", KeyCode::Enter, NONE),
        (b"\n", KeyCode::Char('j'), KeyModifiers::CONTROL),
        (b"\t", KeyCode::Tab, NONE),
        (b"\x7f", KeyCode::Backspace, NONE),
        (b"\x08", KeyCode::Char('h'), KeyModifiers::CONTROL),
        (b"\x1a", KeyCode::Char('z'), KeyModifiers::CONTROL),
        (b"\x1c", KeyCode::Char('4'), KeyModifiers::CONTROL),
        (b"\0", KeyCode::Char(' '), KeyModifiers::CONTROL),
        (b"\x1b", KeyCode::Esc, NONE),
        (b"\x1b[", KeyCode::Char('['), KeyModifiers::ALT),
        (b"\x1bx", KeyCode::Char('x'), KeyModifiers::ALT),
        (b"\x1b[A", KeyCode::Up, NONE),
        (b"\x1bOB", KeyCode::Down, NONE),
        (b"\x1b[1;3C", KeyCode::Right, KeyModifiers::ALT),
        (b"\x1b[1;5D", KeyCode::Left, KeyModifiers::CONTROL),
        (b"\x1b[Z", KeyCode::BackTab, KeyModifiers::SHIFT),
        (b"\x1b[5~", KeyCode::PageUp, NONE),
        (b"\x1b[3;2~", KeyCode::Delete, KeyModifiers::SHIFT),
        (b"\x1bOP", KeyCode::F(1), NONE),
        (b"\x1b[[E", KeyCode::F(5), NONE),
        (b"\x1b[15~", KeyCode::F(5), NONE),
        (b"\x1b[24~", KeyCode::F(12), NONE),
        (b"\x1b[27;5u", KeyCode::Esc, KeyModifiers::CONTROL),
    ];
    for (bytes, code, modifiers) in cases {
        assert_eq!(keys(&[bytes]), [key(*code, *modifiers)], "{}", bytes.escape_ascii());
    }
}

#[test]
fn a_cut_sequence_is_one_key_wherever_it_is_cut() {
    for whole in [&b"\x1b[1;5D"[..], b"\x1bOA", "€".as_bytes()] {
        for cut in 1..whole.len() {
            assert_eq!(keys(&[&whole[..cut], &whole[cut..]]), keys(&[whole]), "{}", whole.escape_ascii());
        }
    }
}

#[test]
fn escape_then_a_letter_are_two_keys_unless_they_came_together() {
    let escape = key(KeyCode::Esc, NONE);
    assert_eq!(keys(&[b"\x1b", b"j"]), [escape.clone(), key(KeyCode::Char('j'), NONE)]);
    assert_eq!(keys(&[b"\x1bj"]), [key(KeyCode::Char('j'), KeyModifiers::ALT)]);
    assert_eq!(keys(&[b"\x1b\x1b[A"]), [escape, key(KeyCode::Up, NONE)]);
}

#[test]
fn pasted_text_is_one_event_wherever_it_is_cut() {
    let whole = "\x1b[200~one\rtwo \x1b[A é\x1b[201~q".as_bytes();
    let expected = [Event::Paste("one\rtwo \x1b[A é".into()), key(KeyCode::Char('q'), NONE)];
    for cut in 0..whole.len() {
        assert_eq!(keys(&[&whole[..cut], &whole[cut..]]), expected, "cut at {cut}");
    }
}

#[test]
fn the_mouse_is_read_wherever_its_report_is_cut() {
    let press = MouseEventKind::Down(MouseButton::Left);
    let event = |kind, column, row| Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE });
    let whole = b"\x1b[<0;12;300M";
    for cut in 1..whole.len() {
        assert_eq!(keys(&[&whole[..cut], &whole[cut..]]), [event(press, 11, 299)], "cut at {cut}");
    }
    assert_eq!(keys(&[b"\x1b[<65;1;1M"]), [event(MouseEventKind::ScrollDown, 0, 0)]);
    assert_eq!(keys(&[b"\x1b[<36;2;1M"]), [event(MouseEventKind::Drag(MouseButton::Left), 1, 0)]);
    assert_eq!(keys(&[b"\x1b[<0;0;1M", b"\x1b[<2;1;1M", b"\x1b[<0;1M"]), []);
}

#[test]
fn noise_costs_only_itself() {
    let q = [key(KeyCode::Char('q'), NONE)];
    for noise in [&b"\x1b[?62;4c"[..], b"\xff\xc3", b"\x1b[99~", b"\x1b[1\x07", b"\x1b[<9;1M"] {
        let keys = keys(&[noise, b"q"]);
        assert_eq!(keys[keys.len() - 1..], q, "{}", noise.escape_ascii());
    }
    assert_eq!(keys(&[&[b"\x1b[", &[b'1'; 100][..], b"~"].concat(), b"q"]), q);
}

/// Answers of terminals, as xterm, kitty, foot and others send them.
const REPLIES: &[&[u8]] = &[
    b"\x1b]11;rgb:0f0f/1212/1818\x1b\\",
    b"\x1b]11;rgb:0f0f/1212/1818\x07",
    b"\x1b]10;rgba:dddd/dddd/dddd/ffff\x1b\\",
    b"\x1b]12;rgb:ffff/ffff/ffff\x07",
    b"\x1b]4;15;rgb:ffff/ffff/ffff\x1b\\",
    b"\x1b]52;c;bm90ZXMgb2Ygc29tZWJvZHk=\x1b\\",
    b"\x1b]lA title q\x1b\\",
    b"\x1b]Lq\x07",
    b"\x1bP>|XTerm(390)\x1b\\",
    b"\x1bP>|kitty(0.38.1)\x1b\\",
    b"\x1bP!|00000000\x1b\\",
    b"\x1bP1+r544e=787465726d\x1b\\",
    b"\x1bP0+r\x1b\\",
    b"\x1bP1$r0;1q\x1b\\",
    b"\x1bP1$r2 q\x1b\\",
    b"\x1b_Gi=31;OK\x1b\\",
    b"\x1b[?62;4;22c",
    b"\x1b[?1;2c",
    b"\x1b[>41;390;0c",
    b"\x1b[=0c",
    b"\x1b[0n",
    b"\x1b[12;40R",
    b"\x1b[?12;40R",
    b"\x1b[?2026;2$y",
    b"\x1b[4;1$y",
    b"\x1b[?1u",
    b"\x1b[?0u",
    b"\x1b[8;40;120t",
    b"\x1b[4;800;1200t",
    b"\x1b[6;20;10t",
    b"\x1b[48;40;120;800;1200t",
    b"\x1b[?997;1n",
    b"\x1b[?1;0;256S",
    b"\x1b[?4;16;16S",
];

#[test]
fn late_answers_of_the_terminal_are_dropped_wherever_they_are_cut() {
    let q = key(KeyCode::Char('q'), NONE);
    for reply in REPLIES {
        let around = [b"q", *reply, b"q"].concat();
        assert_eq!(keys(&[&around]), [q.clone(), q.clone()], "{}", reply.escape_ascii());
        for cut in 1..reply.len() {
            let read = keys(&[&reply[..cut], &reply[cut..], b"q"]);
            // A title is known by its end only, and a lone Escape is followed by what could have been typed.
            let is_title = matches!(reply[2], b'l' | b'L');
            assert!(is_title || read == [q.clone()], "{} cut at {cut}: {read:?}", reply.escape_ascii());
        }
    }
}

#[test]
fn an_answer_that_never_ends_is_over_after_a_pause_and_swallows_no_key_but_letters() {
    let (q, escape) = (key(KeyCode::Char('q'), NONE), key(KeyCode::Esc, NONE));
    let enter = key(KeyCode::Enter, NONE);
    for reply in [&b"\x1b]11;rgb:0f0f/12"[..], b"\x1bP>|XTer", b"\x1b_Gi=31;O", b"\x1b[?62;4", b"\x1b[12"] {
        assert_eq!(keys(&[reply]), [], "{}", reply.escape_ascii());
        let (mut decoder, mut keys) = (Decoder::default(), VecDeque::new());
        decoder.feed(reply, &mut keys);
        assert_eq!(decoder.patience(), Some(NO_KEY));
        decoder.settle(&mut keys);
        decoder.feed(b"q", &mut keys);
        assert_eq!(keys, std::slice::from_ref(&q), "{}", reply.escape_ascii());
    }
    assert_eq!(keys(&[b"\x1b]11;rgb:0f0f", b"\x1b"]), [escape]);
    assert_eq!(keys(&[b"\x1b]11;rgb:0f0f", b"\r", b"q"]), [enter, q.clone()]);
    assert_eq!(keys(&[b"\x1b]11;rgb:0f0f", b"\x1b[A", b"q"]), [key(KeyCode::Up, NONE), q.clone()]);
    assert_eq!(keys(&[b"\x1b]11;rgb:0f0f\x1b]12;rgb:1\x07q"]), [q]);
}

#[test]
fn no_key_with_alt_is_taken_for_an_answer() {
    let alt = |letter: char| {
        let shift = if letter.is_uppercase() { KeyModifiers::SHIFT } else { NONE };
        key(KeyCode::Char(letter), KeyModifiers::ALT | shift)
    };
    let plain = |letter: char| key(KeyCode::Char(letter), NONE);
    for letter in ('!'..='~').filter(|letter| !matches!(letter, 'O' | '[')) {
        assert_eq!(keys(&[format!("\x1b{letter}").as_bytes()]), [alt(letter)]);
    }
    let (mut decoder, mut pending) = (Decoder::default(), VecDeque::new());
    decoder.feed(b"\x1b]", &mut pending);
    assert_eq!((decoder.patience(), pending.len()), (Some(MAYBE_KEY), 0));
    // Typed fast, or come together over a slow line.
    assert_eq!(keys(&[b"\x1b]1"]), [alt(']'), plain('1')]);
    assert_eq!(keys(&[b"\x1b]jj"]), [alt(']'), plain('j'), plain('j')]);
    assert_eq!(keys(&[b"\x1b]lj"]), [alt(']'), plain('l'), plain('j')]);
    assert_eq!(keys(&[b"\x1bP1"]), [alt('P'), plain('1')]);
    assert_eq!(keys(&[b"\x1bPj"]), [alt('P'), plain('j')]);
    assert_eq!(keys(&[b"\x1b_G"]), [alt('_'), key(KeyCode::Char('G'), KeyModifiers::SHIFT)]);
    assert_eq!(keys(&[b"\x1b", b"]"]), [key(KeyCode::Esc, NONE), plain(']')]);
    assert_eq!(keys(&[b"\x1b[1;2R"]), [key(KeyCode::F(3), KeyModifiers::SHIFT)]);
}

#[test]
fn a_paste_without_an_end_is_over_after_a_pause_and_what_came_is_kept() {
    let (mut decoder, mut keys) = (Decoder::default(), VecDeque::new());
    decoder.feed("\x1b[200~half a word, caf\u{e9}".as_bytes(), &mut keys);
    assert_eq!((decoder.patience(), keys.len()), (Some(PASTE), 0));
    decoder.settle(&mut keys);
    assert_eq!(keys.pop_front(), Some(Event::Paste("half a word, caf\u{e9}".to_owned())));
    assert_eq!(decoder.patience(), None);
    decoder.feed(b"q", &mut keys);
    assert_eq!(keys, [key(KeyCode::Char('q'), NONE)]);
}

#[test]
fn the_key_that_interrupts_ends_a_paste_without_an_end() {
    let text = |text: &str| Event::Paste(text.to_owned());
    let q = key(KeyCode::Char('q'), NONE);
    assert_eq!(keys(&[b"\x1b[200~half", b"\x03", b"q"]), [text("half"), q.clone()]);
    assert_eq!(keys(&[b"\x1b[200~", b"\x03", b"q"]), [q]);
    assert_eq!(keys(&[b"\x1b[200~a\x03b\x1b[201~"]), [text("a\x03b")]);
}

#[test]
fn a_paste_that_stalled_goes_on_as_text_and_never_as_commands() {
    let whole = "\x1b[200~one caf\u{e9} two\x1b[201~q".as_bytes();
    for cut in 6..whole.len() {
        let (mut decoder, mut keys) = (Decoder::default(), VecDeque::new());
        decoder.feed(&whole[..cut], &mut keys);
        decoder.settle(&mut keys);
        decoder.feed(&whole[cut..], &mut keys);
        decoder.settle(&mut keys);
        let text: String = keys
            .iter()
            .filter_map(|event| if let Event::Paste(text) = event { Some(text.as_str()) } else { None })
            .collect();
        let typed: Vec<&Event> = keys.iter().filter(|event| !matches!(event, Event::Paste(_))).collect();
        assert_eq!((text.as_str(), typed), ("one caf\u{e9} two", vec![&key(KeyCode::Char('q'), NONE)]), "cut at {cut}");
    }
    let (mut decoder, mut keys) = (Decoder::default(), VecDeque::new());
    for part in [&b"\x1b[200~one"[..], b" two and more of it", b"\x1b[201~"] {
        decoder.feed(part, &mut keys);
        decoder.settle(&mut keys);
    }
    assert_eq!(keys, [Event::Paste("one".to_owned()), Event::Paste(" two and more of it".to_owned())]);
}

#[test]
fn a_mouse_that_does_not_know_sgr_types_nothing() {
    let event = |kind, column, row| Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE });
    let down = event(MouseEventKind::Down(MouseButton::Left), 0, 1);
    let whole = b"\x1b[M !\"";
    for cut in 1..whole.len() {
        assert_eq!(keys(&[&whole[..cut], &whole[cut..]]), std::slice::from_ref(&down), "cut at {cut}");
    }
    assert_eq!(keys(&[b"\x1b[M#!\""]), [event(MouseEventKind::Up(MouseButton::Left), 0, 1)]);
    assert_eq!(keys(&[b"\x1b[Ma!\""]), [event(MouseEventKind::ScrollDown, 0, 1)]);
    assert_eq!(keys(&[b"\x1b[M\x01\x02\x03q"]), [key(KeyCode::Char('q'), NONE)]);
}

proptest::proptest! {
    #[test]
    fn any_bytes_in_any_portions_are_read(reads in proptest::collection::vec(proptest::collection::vec(0_u8.., 0..40), 0..20)) {
        let (mut decoder, mut keys) = (Decoder::default(), VecDeque::new());
        for read in &reads {
            decoder.feed(read, &mut keys);
            if !matches!(decoder.within, Within::Paste(_) | Within::OverduePaste) {
                assert!(decoder.pending.len() <= LONGEST_SEQUENCE);
            }
        }
    }
}
