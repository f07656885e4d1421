#include "parser.hpp"

// What may stand after 'in' and after '->'.

namespace posproof::detail {

Domain Parser::domain(Draft& draft) {
  const auto begin = peek().span;
  Domain d;
  if (at(Tok::left_brace)) {
    d = set_domain(draft);
  } else if (at(Tok::left_bracket) || at(Tok::left_paren)) {
    d = bracketed_domain(draft);
  } else {
    if (bool negative = false; take_infinity(negative)) fail("a range of integers needs a finite lower end", since(begin));
    d = integers_from(draft, expression(sum));
  }
  d.span = since(begin);
  return d;
}

/// [a, b], (a, b] and so on, or a range of integers whose lower end starts with a parenthesis: the token after the first
/// expression tells them apart, so nothing is read twice.
Domain Parser::bracketed_domain(Draft& draft) {
  const auto open = take();
  Domain d;
  d.kind = Domain::Kind::reals;
  d.lo_closed = open.kind == Tok::left_bracket;
  bool negative = false;
  const auto lower = peek().span;
  if (take_infinity(negative)) {
    if (!negative) fail("an interval cannot start at inf", since(lower));
    if (d.lo_closed) fail("an infinite end is open: write (-inf, ...", since(open.span));
  } else {
    auto lo = expression(any);
    if (!d.lo_closed && accept(Tok::right_paren)) {
      lo.span = since(open.span);
      return integers_from(draft, operators(postfix(lo), sum));
    }
    d.lo = draft.part(lo);
  }
  expect(Tok::comma, "','", "between the ends of the interval");
  const auto upper = peek().span;
  const bool infinite = take_infinity(negative);
  if (infinite && negative) fail("an interval cannot end at -inf", since(upper));
  if (!infinite) d.hi = draft.part(expression(any));
  d.hi_closed = at(Tok::right_bracket);
  if (infinite && d.hi_closed) fail("an infinite end is open: write inf)", since(upper));
  if (at(Tok::comma)) fail("an interval has two ends; a set of values is written {a, b, c}", peek().span);
  if (!accept(Tok::right_bracket)) close(open, Tok::right_paren, "']' or ')'");
  return d;
}

Domain Parser::set_domain(Draft& draft) {
  const auto open = take();
  Domain d;
  d.kind = Domain::Kind::set;
  if (!at(Tok::right_brace)) {
    do d.elements.push_back(draft.part(expression(any)));
    while (accept(Tok::comma));
  }
  close(open, Tok::right_brace, "'}'");
  return d;
}

Domain Parser::integers_from(Draft& draft, const Tree& lo) {
  Domain d;
  d.kind = Domain::Kind::integers;
  d.lo = draft.part(lo);
  if (!at(Tok::range)) fail_expected("'..': a domain is lo..hi, an interval [a, b] or a set {a, b, c}");
  take();
  bool negative = false;
  const auto upper = peek().span;
  if (!take_infinity(negative))
    d.hi = draft.part(expression(sum));
  else if (negative)
    fail("a range of integers cannot end at -inf", since(upper));
  if (accept(Tok::kw_step)) d.step = draft.part(expression(sum));
  return d;
}

/// -> inf [in reals | in integers], -> -inf [...], -> point (always over the reals)
Domain Parser::approach(Draft& draft) {
  expect(Tok::arrow, "'->'", "and what the variable tends to, such as n -> inf");
  const auto begin = peek().span;
  Domain d;
  d.kind = Domain::Kind::approach;
  if (take_infinity(d.toward_minus_infinity)) {
    if (accept(Tok::kw_in)) {
      d.approach_reals = take_word("reals");
      if (!d.approach_reals && !take_word("integers")) fail_expected("'reals' or 'integers'");
    }
  } else {
    d.hi = draft.part(expression(sum));
    d.approach_reals = true;
    if (accept(Tok::kw_in) && !take_word("reals")) fail_expected("'reals': a point is approached through the reals");
  }
  d.span = since(begin);
  return d;
}

/// inf or -inf
bool Parser::take_infinity(bool& negative) {
  const auto is_inf = [&](std::size_t ahead) { return peek(ahead).kind == Tok::name && text(peek(ahead).span) == "inf"; };
  negative = at(Tok::minus) && is_inf(1);
  if (!negative && !is_inf(0)) return false;
  if (negative) take();
  take();
  return true;
}

bool Parser::take_word(std::string_view word) {
  if (!at(Tok::name) || text(peek().span) != word) return false;
  take();
  return true;
}

}  // namespace posproof::detail
