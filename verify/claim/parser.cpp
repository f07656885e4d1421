#include "parser.hpp"

namespace posproof::detail {
namespace {

/// Counts a recursive call for as long as it lasts.
class Nested {
 public:
  explicit Nested(int& depth) : depth_(depth) { ++depth_; }
  ~Nested() { --depth_; }
  Nested(const Nested&) = delete;
  Nested& operator=(const Nested&) = delete;

 private:
  int& depth_;
};

Op relation_of(Tok kind) {
  switch (kind) {
    case Tok::less: return Op::less;
    case Tok::less_equal: return Op::less_equal;
    case Tok::greater: return Op::greater;
    case Tok::greater_equal: return Op::greater_equal;
    case Tok::equal: return Op::equal;
    default: return Op::not_equal;
  }
}

bool starts_relation(Tok kind) { return kind >= Tok::less && kind <= Tok::not_equal; }
bool starts_operand(Tok kind) { return kind == Tok::number || kind == Tok::name || kind == Tok::left_paren; }

Span joined(Span a, Span b) { return {a.begin, b.end}; }

}  // namespace

Tree Parser::whole_text() {
  if (at(Tok::end)) fail("the text is empty: expected a formula or a term", peek().span);
  auto tree = expression(any);
  if (at(Tok::right_paren) || at(Tok::right_bracket) || at(Tok::right_brace))
    fail("this '" + text(peek().span) + "' closes nothing", peek().span);
  if (!at(Tok::end)) fail_expected("an operator or the end of the text");
  return tree;
}

Tree Parser::expression(int least) {
  const Nested nested(nesting_);
  if (nesting_ > deepest_nesting)
    fail("nested more than " + std::to_string(deepest_nesting) + " levels deep", peek().span, "limit");
  return operators(prefix(least), least);
}

Tree Parser::operators(Tree left, int least) {
  for (;;) {
    const auto kind = peek().kind;
    if (kind == Tok::caret && least <= power) {
      take();
      left = binary(Op::pow, std::move(left), expression(power));
    } else if ((kind == Tok::star || kind == Tok::slash) && least <= product) {
      take();
      left = binary(kind == Tok::star ? Op::mul : Op::div, std::move(left), expression(sign));
    } else if ((kind == Tok::plus || kind == Tok::minus) && least <= sum) {
      take();
      left = binary(kind == Tok::plus ? Op::add : Op::sub, std::move(left), expression(product));
    } else if (starts_relation(kind) && least <= relation) {
      left = chain(std::move(left));
    } else if (kind == Tok::kw_and && least <= conjunction) {
      left = junction(std::move(left), Op::conj, negation);
    } else if (kind == Tok::kw_or && least <= disjunction) {
      left = junction(std::move(left), Op::disj, conjunction);
    } else if (kind == Tok::implies && least <= implication) {
      take();
      left = binary(Op::implies, std::move(left), expression(implication));
    } else {
      operand_end_ = at_;
      return left;
    }
  }
}

Tree Parser::prefix(int least) {
  const auto token = peek();
  const bool formula = token.kind == Tok::kw_not || token.kind == Tok::kw_forall || token.kind == Tok::kw_exists;
  if (formula && least > negation)
    fail("'" + text(token.span) + "' cannot follow this operator without parentheses: write (" + text(token.span) + " ...)",
         token.span);
  if (token.kind == Tok::kw_forall || token.kind == Tok::kw_exists) return quantifier();
  if (token.kind == Tok::kw_not || token.kind == Tok::minus) {
    take();
    Draft draft(token.kind == Tok::minus ? Op::neg : Op::negation);
    const auto operand = expression(token.kind == Tok::minus ? power : negation);
    draft.add(operand);
    return build(std::move(draft), joined(token.span, operand.span));
  }
  if (token.kind == Tok::plus) fail("a sign + is not written before a term", token.span);
  return postfix(primary());
}

Tree Parser::primary() {
  switch (peek().kind) {
    case Tok::number: return number();
    case Tok::name: return name();
    case Tok::left_paren: return parenthesis();
    case Tok::left_bracket: return list();
    case Tok::left_brace: fail("a set {...} can stand only after 'in'", peek().span);
    default: fail_expected("a term or a formula");
  }
}

Tree Parser::postfix(Tree value) {
  while (at(Tok::left_bracket)) {
    const auto open = take();
    Draft draft(Op::index);
    draft.add(value);
    draft.add(expression(any));
    close(open, Tok::right_bracket, "']'");
    value = build(std::move(draft), since(value.span));
  }
  return value;
}

Tree Parser::parenthesis() {
  const auto open = take();
  auto inner = expression(any);
  if (at(Tok::comma)) fail("expected ')' here: a list is written [a, b], an interval stands after 'in'", peek().span);
  close(open, Tok::right_paren, "')'");
  inner.span = since(open.span);
  return inner;
}

Tree Parser::list() {
  const auto open = take();
  Draft draft(Op::list);
  if (at(Tok::right_bracket)) fail("a list needs at least one element", since(open.span));
  do draft.add(expression(any));
  while (accept(Tok::comma));
  close(open, Tok::right_bracket, "']'");
  return build(std::move(draft), since(open.span));
}

Tree Parser::number() {
  const auto token = take();
  const auto value = Rational::parse(text(token.span));
  if (value) literal_bits_ += value->size_bits();
  if (!value || literal_bits_ > most_literal_bits)
    fail(value ? "the numbers of this text are too long together" : "the exponent of this number is beyond 1000000", token.span,
         "limit");
  Draft draft(Op::number);
  draft.node.number = *value;
  return build(std::move(draft), token.span);
}

Tree Parser::name() {
  const auto token = peek();
  const auto word = text(token.span);
  if (const auto* entry = find_form(word)) {
    if (peek(1).kind != Tok::left_paren) fail("'" + word + "' is written " + std::string(entry->usage), token.span);
    return form(*entry);
  }
  if (peek(1).kind == Tok::left_paren && !is_reserved(word)) return call();
  take();
  if (word == "inf") fail("inf is no number: it can only end a domain or a sum, or be the target of a limit", token.span);
  const bool truth = word == "true" || word == "false";
  Draft draft(truth ? Op::truth : is_constant(word) ? Op::constant : Op::variable);
  if (truth)
    draft.node.number = Rational(word == "true" ? 1 : 0);
  else
    draft.node.name = word;
  return build(std::move(draft), token.span);
}

Tree Parser::call() {
  const auto callee = take();
  const auto open = take();
  Draft draft(find_function(text(callee.span)) ? Op::call : Op::apply);
  draft.node.name = text(callee.span);
  if (!at(Tok::right_paren)) {
    do draft.add(expression(any));
    while (accept(Tok::comma) || accept(Tok::semicolon));
  }
  close(open, Tok::right_paren, "')'");
  return build(std::move(draft), since(callee.span));
}

Tree Parser::junction(Tree left, Op op, int operand) {
  const auto sign_kind = peek().kind;
  Draft draft(op);
  draft.add(left);
  Span span = left.span;
  while (accept(sign_kind)) {
    const auto next = expression(operand);
    draft.add(next);
    span = joined(span, next.span);
  }
  return build(std::move(draft), span);
}

/// One relation is a node of its own kind; two or more are a chain that keeps them as written.
Tree Parser::chain(Tree left) {
  Draft draft(Op::chain);
  draft.add(left);
  Span span = left.span;
  while (starts_relation(peek().kind)) {
    draft.node.relations.push_back(relation_of(take().kind));
    const auto next = expression(sum);
    draft.add(next);
    span = joined(span, next.span);
  }
  if (draft.node.relations.size() == 1) {
    draft.node.op = draft.node.relations.front();
    draft.node.relations.clear();
  }
  return build(std::move(draft), span);
}

Tree Parser::binary(Op op, Tree left, Tree right) {
  Draft draft(op);
  draft.add(left);
  draft.add(right);
  return build(std::move(draft), joined(left.span, right.span));
}

Token Parser::take() {
  const auto token = peek();
  if (at_ + 1 < tokens_.size()) ++at_;
  return token;
}

bool Parser::accept(Tok kind) {
  if (!at(kind)) return false;
  take();
  return true;
}

void Parser::expect(Tok kind, const char* sign_text, const char* where) {
  if (!accept(kind)) fail_expected(std::string(sign_text) + " " + where);
}

void Parser::close(const Token& open, Tok kind, const char* sign_text) {
  if (accept(kind)) return;
  const ClaimError opened("", "", source_, open.span);
  fail_expected(std::string(sign_text) + " to close the '" + text(open.span) + "' of line " + std::to_string(opened.line()) +
                ", column " + std::to_string(opened.column()));
}

Span Parser::since(Span first) const { return {first.begin, at_ == 0 ? first.end : tokens_[at_ - 1].span.end}; }

void Parser::fail(const std::string& message, Span span, const char* code) const {
  throw ClaimError(code, message, source_, span);
}

void Parser::fail_expected(const std::string& what) const {
  fail("expected " + what + ", found " + describe(peek(), source_) + missing_operator_hint(), peek().span);
}

std::string Parser::missing_operator_hint() const {
  if (at_ == 0 || at_ != operand_end_ || !starts_operand(peek().kind)) return {};
  const auto before = tokens_[at_ - 1];
  if (before.kind != Tok::number && before.kind != Tok::name && before.kind != Tok::right_paren) return {};
  const auto left = text(before.span), right = text(peek().span);
  if (right == "mod") return "; a remainder is written mod(a, b)";
  const bool short_names = before.kind != Tok::right_paren && !at(Tok::left_paren) && left.size() + right.size() <= 40;
  return short_names ? "; there is no implicit multiplication: write " + left + "*" + right
                     : "; there is no implicit multiplication: write * between the factors";
}

Tree Parser::build(Draft draft, Span span) {
  const int depth = draft.depth + 1;
  if (depth > deepest_tree)
    fail("more than " + std::to_string(deepest_tree) + " operators inside one another; use sum, prod or a list", span, "limit");
  draft.node.span = span;
  return {std::make_shared<const Node>(std::move(draft.node)), span, depth};
}

}  // namespace posproof::detail
