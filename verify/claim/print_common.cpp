#include "print_common.hpp"

#include "definitions.hpp"

namespace posproof::printing {
namespace {

Strength of_number(const Rational& q) {
  if (q.sign() < 0) return Strength::neg;
  return finite_decimal(q) ? Strength::atom : Strength::mul;
}

/// Many zeros at the end of a large integer become an exponent.
void shorten(Decimal& d) {
  constexpr unsigned long worth_it = 12;
  const Integer ten = 10;
  Integer rest;
  const unsigned long zeros = mpz_remove(rest.get_mpz_t(), d.mantissa.get_mpz_t(), ten.get_mpz_t());
  if (zeros >= worth_it) d = {rest, static_cast<long>(zeros)};
}

}  // namespace

Strength strength(const Expr& e) {
  switch (e->op) {
    case Op::number: return of_number(e->number);
    case Op::forall:
    case Op::exists: return Strength::quantified;
    case Op::implies: return Strength::implies;
    case Op::disj: return Strength::disj;
    case Op::conj: return Strength::conj;
    case Op::negation: return Strength::negation;
    case Op::chain:
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal:
    case Op::equal:
    case Op::not_equal: return Strength::relation;
    case Op::add:
    case Op::sub: return Strength::add;
    case Op::mul:
    case Op::div: return Strength::mul;
    case Op::neg: return Strength::neg;
    case Op::pow: return Strength::pow;
    case Op::index: return Strength::postfix;
    default: return Strength::atom;
  }
}

bool is_family(const Expr& e) { return e->op == Op::apply && e->args.size() > 1 && detail::prelude().find(e->name) >= 0; }

std::optional<Decimal> finite_decimal(const Rational& q) {
  Integer rest = q.denominator();
  const Integer two = 2, five = 5;
  const unsigned long twos = mpz_remove(rest.get_mpz_t(), rest.get_mpz_t(), two.get_mpz_t());
  const unsigned long fives = mpz_remove(rest.get_mpz_t(), rest.get_mpz_t(), five.get_mpz_t());
  if (rest != 1) return std::nullopt;
  const unsigned long places = twos > fives ? twos : fives;
  Integer scale;
  mpz_ui_pow_ui(scale.get_mpz_t(), 10, places);
  Decimal d{q.numerator() * (scale / q.denominator()), -static_cast<long>(places)};
  if (places == 0 && mpz_sizeinbase(d.mantissa.get_mpz_t(), 10) > longest_plain) shorten(d);
  return d;
}

std::string plain(const Decimal& d) {
  std::string text = Integer(::abs(d.mantissa)).get_str();
  const auto places = static_cast<std::size_t>(d.exponent < 0 ? -d.exponent : 0);
  if (places && text.size() <= places) text.insert(0, places + 1 - text.size(), '0');
  if (places) text.insert(text.size() - places, ".");
  return (d.mantissa < 0 ? "-" : "") + text;
}

bool is_plain(const Decimal& d) { return d.exponent <= 0 && d.exponent >= -static_cast<long>(longest_plain); }

std::string digits(const Rational& q) {
  const auto decimal = finite_decimal(q);
  if (!decimal) return q.str();
  if (is_plain(*decimal)) return plain(*decimal);
  return decimal->mantissa.get_str() + "e" + std::to_string(decimal->exponent);
}

}  // namespace posproof::printing
