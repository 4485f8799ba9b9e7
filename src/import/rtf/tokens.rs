//! The tokens of RTF.

/// A piece of RTF.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\par`, `\b0`: a word of letters with an optional number.
    Word(&'a str, Option<i32>),
    /// `\*`, `\~`: a sign.
    Sign(u8),
    /// `\'e4`, or a byte of the text as it is.
    Byte(u8),
}

/// Cuts RTF into tokens. Line ends are no text.
#[derive(Debug)]
pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Skips this many bytes of binary data.
    pub(super) fn pass_over(&mut self, count: usize) {
        self.at = self.at.saturating_add(count).min(self.bytes.len());
    }

    fn control(&mut self) -> Option<Token<'a>> {
        let first = *self.bytes.get(self.at)?;
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            return Some(match first {
                b'\'' => Token::Byte(self.hexadecimal()),
                b'\\' | b'{' | b'}' => Token::Byte(first),
                b'\n' | b'\r' => Token::Word("par", None),
                sign => Token::Sign(sign),
            });
        }
        let word = self.run(u8::is_ascii_alphabetic);
        let start = self.at;
        if self.bytes.get(self.at) == Some(&b'-') {
            self.at += 1;
        }
        self.run(u8::is_ascii_digit);
        let number = std::str::from_utf8(&self.bytes[start..self.at]).ok().and_then(|digits| digits.parse().ok());
        // One space behind a word belongs to it.
        if self.bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        Some(Token::Word(std::str::from_utf8(word).unwrap_or_default(), number))
    }

    fn run(&mut self, is_part: fn(&u8) -> bool) -> &'a [u8] {
        let start = self.at;
        let length = self.bytes[start..].iter().take_while(|byte| is_part(byte)).count();
        self.at += length;
        &self.bytes[start..self.at]
    }

    fn hexadecimal(&mut self) -> u8 {
        let digits = self.bytes.get(self.at..self.at + 2).and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        if byte.is_some() {
            self.at += 2;
        }
        byte.unwrap_or(b'?')
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            return Some(match byte {
                b'{' => Token::Open,
                b'}' => Token::Close,
                b'\\' => return self.control(),
                b'\r' | b'\n' | b'\0' => continue,
                byte => Token::Byte(byte),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_signs_and_bytes_are_told_apart() {
        let tokens: Vec<_> = Tokens::new(b"{\\b0 a\\'e4\\u-10179?\\~\\{\r\n}").collect();
        assert_eq!(
            tokens,
            [
                Token::Open,
                Token::Word("b", Some(0)),
                Token::Byte(b'a'),
                Token::Byte(0xe4),
                Token::Word("u", Some(-10179)),
                Token::Byte(b'?'),
                Token::Sign(b'~'),
                Token::Byte(b'{'),
                Token::Close,
            ]
        );
    }
}
