#include "coq_term.hpp"

namespace posproof::coq {

TermPtr number_term(const Integer& z) {
  Term t;
  t.number = z;
  return std::make_shared<const Term>(std::move(t));
}

TermPtr rational_term(const Rational& q) {
  if (q.is_integer()) return number_term(q.numerator());
  return binary_term("Div", number_term(q.numerator()), number_term(q.denominator()));
}

TermPtr unary_term(const char* op, TermPtr a) {
  Term t;
  t.kind = Term::Kind::unary;
  t.op = op;
  t.args = {std::move(a)};
  return std::make_shared<const Term>(std::move(t));
}

TermPtr binary_term(const char* op, TermPtr a, TermPtr b) {
  Term t;
  t.kind = Term::Kind::binary;
  t.op = op;
  t.args = {std::move(a), std::move(b)};
  return std::make_shared<const Term>(std::move(t));
}

TermPtr power_term(TermPtr a, unsigned long n) {
  Term t;
  t.kind = Term::Kind::natural_power;
  t.number = n;
  t.args = {std::move(a)};
  return std::make_shared<const Term>(std::move(t));
}

}  // namespace posproof::coq
