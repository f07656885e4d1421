#include "parser.hpp"

// Forms that bind a name: their arguments have a grammar of their own.

namespace posproof::detail {

Tree Parser::form(const FormEntry& entry) {
  const auto callee = take();
  const auto open = take();
  Draft draft(entry.op);
  switch (entry.form) {
    case Form::range: range_arguments(draft, entry); break;
    case Form::integral: integral_arguments(draft); break;
    case Form::derivative: derivative_arguments(draft); break;
    case Form::conditional: conditional_arguments(draft); break;
    case Form::approach: approach_arguments(draft); break;
    case Form::property: property_arguments(draft, entry); break;
  }
  if (at(Tok::comma)) fail("too many arguments: it is written " + std::string(entry.usage), peek().span, "arity");
  close(open, Tok::right_paren, "')'");
  return build(std::move(draft), since(callee.span));
}

/// name, lo, hi, body. An infinite upper end is kept (hi null); whether it has a meaning is not for the grammar to say.
void Parser::range_arguments(Draft& draft, const FormEntry& entry) {
  Binder binder;
  binder.name = bound_name(binder.span);
  if (at(Tok::kw_in)) fail("the bounds are written without 'in': " + std::string(entry.usage), peek().span);
  const auto usage = ": it is written " + std::string(entry.usage);
  const auto comma = [&](const char* after) { expect(Tok::comma, "','", (after + usage).c_str()); };
  comma("after the name");
  const auto begin = peek().span;
  binder.domain.kind = Domain::Kind::integers;
  binder.domain.lo = draft.part(expression(any));
  comma("after the lower bound");
  bool negative = false;
  const auto upper = peek().span;
  if (!take_infinity(negative))
    binder.domain.hi = draft.part(expression(any));
  else if (negative)
    fail("the upper bound cannot be -inf", since(upper));
  binder.domain.span = since(begin);
  comma("after the upper bound");
  draft.add(expression(any));
  draft.node.binders.push_back(std::move(binder));
}

void Parser::integral_arguments(Draft& draft) {
  const char* usage = "in integral(x, a, b, term)";
  Binder binder;
  binder.name = bound_name(binder.span);
  expect(Tok::comma, "','", usage);
  const auto begin = peek().span;
  auto& domain = binder.domain;
  domain.kind = Domain::Kind::reals;
  bool negative = false;
  domain.lo_closed = !take_infinity(negative);
  if (domain.lo_closed)
    domain.lo = draft.part(expression(any));
  else if (!negative)
    fail("an integral cannot start at inf", since(begin));
  expect(Tok::comma, "','", usage);
  const auto upper = peek().span;
  domain.hi_closed = !take_infinity(negative);
  if (domain.hi_closed)
    domain.hi = draft.part(expression(any));
  else if (negative)
    fail("an integral cannot end at -inf", since(upper));
  domain.span = since(begin);
  expect(Tok::comma, "','", usage);
  draft.add(expression(any));
  draft.node.binders.push_back(std::move(binder));
}

void Parser::derivative_arguments(Draft& draft) {
  Binder binder;
  binder.name = bound_name(binder.span);
  expect(Tok::comma, "','", "in deriv(x, term)");
  draft.add(expression(any));
  draft.node.binders.push_back(std::move(binder));
}

void Parser::conditional_arguments(Draft& draft) {
  draft.add(expression(any));
  for (int branch = 0; branch < 2; ++branch) {
    expect(Tok::comma, "','", "in if(condition, term, term)");
    draft.add(expression(any));
  }
}

void Parser::approach_arguments(Draft& draft) {
  Binder binder;
  binder.name = bound_name(binder.span);
  binder.domain = approach(draft);
  expect(Tok::comma, "','", "after what the variable tends to");
  draft.add(expression(any));
  draft.node.binders.push_back(std::move(binder));
}

void Parser::property_arguments(Draft& draft, const FormEntry& entry) {
  draft.node.name = std::string(entry.name);
  const bool by_approach = entry.name == "convergent";
  if (by_approach) return approach_arguments(draft);
  Binder binder;
  binder.name = bound_name(binder.span);
  expect(Tok::kw_in, "'in'", ("after the name: it is written " + std::string(entry.usage)).c_str());
  binder.domain = domain(draft);
  expect(Tok::comma, "','", "after the domain");
  draft.add(expression(any));
  draft.node.binders.push_back(std::move(binder));
}

Tree Parser::quantifier() {
  const auto word = take();
  Draft draft(word.kind == Tok::kw_forall ? Op::forall : Op::exists);
  quantified_variables(draft);
  expect(Tok::colon, "':'", "before what is claimed of the variables");
  const auto body = expression(any);
  draft.add(body);
  return build(std::move(draft), {word.span.begin, body.span.end});
}

/// name in domain [where P], ... : a condition after one of several variables joins the filter of all.
void Parser::quantified_variables(Draft& draft) {
  do {
    Binder binder;
    binder.name = bound_name(binder.span);
    for (const auto& other : draft.node.binders)
      if (other.name == binder.name) fail("the name " + binder.name + " is bound twice here", binder.span, "duplicate");
    if (at(Tok::comma)) fail("every variable needs its own domain: n in 1..10, m in 1..10", peek().span);
    expect(Tok::kw_in, "'in'", "and a domain");
    binder.domain = domain(draft);
    draft.node.binders.push_back(std::move(binder));
    while (accept(Tok::kw_where)) filter(draft);
  } while (accept(Tok::comma));
}

void Parser::filter(Draft& draft) {
  const auto condition = expression(any);
  auto& so_far = draft.node.filter;
  if (!so_far) {
    so_far = draft.part(condition);
    return;
  }
  Draft both(Op::conj);
  both.add({so_far, so_far->span, draft.depth});
  both.add(condition);
  so_far = draft.part(build(std::move(both), {so_far->span.begin, condition.span.end}));
}

std::string Parser::bound_name(Span& span) {
  span = peek().span;
  if (!at(Tok::name)) fail_expected("the name of a variable");
  auto name = text(take().span);
  if (is_reserved(name)) fail("'" + name + "' is a constant and cannot name a variable", span, "reserved");
  if (find_form(name)) fail("'" + name + "' is a word of the language and cannot name a variable", span, "reserved");
  return name;
}

std::string Parser::definition_head(std::vector<std::string>& parameters) {
  Span span;
  auto name = bound_name(span);
  if (accept(Tok::left_paren)) {
    do {
      Span place;
      auto parameter = bound_name(place);
      if (std::find(parameters.begin(), parameters.end(), parameter) != parameters.end())
        fail("the parameter " + parameter + " is named twice", place, "duplicate");
      parameters.push_back(std::move(parameter));
    } while (accept(Tok::comma) || accept(Tok::semicolon));
    expect(Tok::right_paren, "')'", "after the parameters");
  }
  if (!at(Tok::end)) fail_expected("the end of the name to be defined, such as f or f(n, m)");
  return name;
}

}  // namespace posproof::detail
