#include "posproof/claim/error.hpp"
#include "posproof/claim/walk.hpp"
#include "posproof/decide/decide.hpp"
#include "prover.hpp"

namespace posproof {
namespace {

using Kind = KnownVariable::Kind;

constexpr long bound_bits = 256;

std::string list_text(const std::vector<Rational>& values) {
  std::string text;
  for (const auto& q : values) text += (text.empty() ? "\"" : ",\"") + number_text(q) + '"';
  return '[' + text + ']';
}

/// Evaluates closed terms at values of the environment.
Number<Ball> value_of(const Expr& e, const Environment& env) {
  Program program;
  const int id = program.add(e);
  Evaluator<Number<Ball>> evaluator(program, {}, 100'000'000);
  const PrecisionScope scope{Bits{bound_bits}};
  for (const auto& v : env)
    if (v.kind == Kind::value) evaluator.bind(v.slot, Number<Ball>(v.value));
  return evaluator.real(id);
}

Integer integer_of(const Expr& e, const Environment& env) {
  const auto v = value_of(e, env);
  if (!v.is_exact() || !v.exact().is_integer()) throw NoCertificate("the end of a range is not an exact integer");
  return v.exact().numerator();
}

/// The end itself when it is rational, otherwise a dyadic number outside of it, closed.
std::optional<Rational> real_end(const Expr& e, const Environment& env, bool low, bool& open) {
  if (!e) return std::nullopt;
  const auto v = value_of(e, env);
  if (v.is_exact()) return v.exact();
  if (!fits_rational(v)) throw NoCertificate("the end of an interval is not finite");
  open = false;
  const Rational unit(Integer(1), Integer(Integer(1) << 64));
  return Rational(low ? Integer(floor(lower(v) / unit) - 1) : Integer(ceil(upper(v) / unit) + 1)) * unit;
}

std::string end_text(const char* key, const std::optional<Rational>& end) {
  return std::string(",\"") + key + "\":" + (end ? '"' + number_text(*end) + '"' : "null");
}

bool mentions(const Domain& d, int slot) {
  bool found = false;
  for_each_part(d, [&](const Expr& part) { found = found || depends_on(part, slot); });
  return found;
}

}  // namespace

Verdict Prover::decided(const Expr& closed) const {
  PreparedClaim claim = claim_;
  claim.formula = closed;
  Settings settings = settings_;
  settings.confirm = false;
  settings.progress = nullptr;
  try {
    return decide(claim, settings);
  } catch (const ClaimError& e) {
    throw NoCertificate(std::string("a part of the claim has no value by itself: ") + e.what());
  }
}

Expr Prover::filtered(const Expr& e, bool wanted) {
  if (!e->filter) return e->args[0];
  auto& known = filtered_[e.get()];
  if (!known) known = make_node(wanted ? Op::implies : Op::conj, {e->filter, e->args[0]});
  return known;
}

KnownVariable Prover::introduced(const Binder& b, const Environment& env) const {
  KnownVariable v;
  v.slot = b.slot;
  if (b.domain.kind == Domain::Kind::reals) {
    v.kind = Kind::box;
    v.lo_open = !b.domain.lo_closed;
    v.hi_open = !b.domain.hi_closed;
    v.lo = real_end(b.domain.lo, env, true, v.lo_open);
    v.hi = real_end(b.domain.hi, env, false, v.hi_open);
    return v;
  }
  v.kind = Kind::integers;
  v.from = integer_of(b.domain.lo, env);
  if (b.domain.step) v.step = integer_of(b.domain.step, env);
  v.endless = !b.domain.hi;
  if (!v.endless) {
    const Integer hi = integer_of(b.domain.hi, env);
    // An empty inner range makes the whole statement ill-posed for the checker; posproof skips it.
    if (hi < v.from) throw NoCertificate("an inner range is empty for some values of the outer variables");
    v.to = v.from + (hi - v.from) / v.step * v.step;
  }
  if (v.endless || v.from != v.to) return v;
  v.kind = Kind::value;
  v.value = Rational(v.from);
  return v;
}

std::vector<Rational> Prover::elements(const Binder& b, const Environment& env) const {
  std::vector<Rational> out;
  for (const auto& x : b.domain.elements) {
    const auto v = value_of(x, env);
    if (!v.is_exact()) throw NoCertificate("an element of a listed domain is not rational");
    out.push_back(v.exact());
  }
  return out;
}

void Prover::each_value(const KnownVariable& v, const Environment& env, const Goal& goal) {
  if (v.endless) throw NoCertificate("an unbounded range of integers would have to be walked");
  for (Integer at = v.from; at <= v.to; at += v.step) {
    if (at < v.to) split(v.slot, Rational(at));
    goal(fixed(env, v.slot, Rational(at)));
  }
}

void Prover::each_listed(const Binder& b, const std::vector<Rational>& values, const Environment& env, const Goal& goal) {
  KnownVariable v;
  v.slot = b.slot;
  Environment next = env;
  next.push_back(v);
  for (const auto& q : values) goal(fixed(next, b.slot, q));
}

void Prover::with_integers_fixed(const Environment& env, const Goal& goal) {
  const auto* range = first(env, Kind::integers);
  if (!range) return goal(env);
  const KnownVariable v = *range;
  each_value(v, env, [&](const Environment& next) { with_integers_fixed(next, goal); });
}

void Prover::universal(const Expr& e, bool wanted, std::size_t binder, const Environment& env) {
  if (binder == e->binders.size()) return prove(filtered(e, wanted), wanted, env);
  const Binder& b = e->binders[binder];
  const bool needs_example = binder == 0 && e->filter;
  // What the domain depends on, and what an example may depend on, must have values.
  for (const auto& v : env) {
    if (v.kind == Kind::value || !(needs_example || mentions(b.domain, v.slot))) continue;
    if (v.kind == Kind::box) throw NoCertificate("an inner domain or condition depends on a real variable");
    const KnownVariable range = v;
    return each_value(range, env, [&](const Environment& next) { universal(e, wanted, binder, next); });
  }
  std::string line = "{\"step\":\"introduce\"";
  Environment example = env;
  if (needs_example) {
    const auto values = example_of(e, env);
    line += ",\"example\":" + list_text(values);
    for (std::size_t i = 0; i < values.size(); ++i) {
      KnownVariable v;
      v.slot = e->binders[i].slot;
      v.value = values[i];
      example.push_back(v);
    }
  }
  if (b.domain.kind == Domain::Kind::set) {
    const auto values = elements(b, env);
    writer_.line(line + "}");
    if (needs_example) prove(e->filter, true, example);
    return each_listed(b, values, env, [&](const Environment& next) { universal(e, wanted, binder + 1, next); });
  }
  const KnownVariable v = introduced(b, env);
  Environment next = env;
  next.push_back(v);
  if (v.kind == Kind::box) line += end_text("lower", v.lo) + end_text("upper", v.hi);
  writer_.line(line + "}");
  if (needs_example) prove(e->filter, true, example);
  universal(e, wanted, binder + 1, next);
}

std::vector<Rational> Prover::values_for(const Expr& e, bool wanted, const Environment& env) {
  std::vector<Rational> out;
  if (env.empty() && suggestions_.size() >= e->binders.size()) {
    for (std::size_t i = 0; i < e->binders.size(); ++i) {
      const auto q = Rational::parse(suggestions_[i].second);
      if (!q || suggestions_[i].first != e->binders[i].name) throw NoCertificate("the witness is not rational");
      out.push_back(*q);
    }
    suggestions_.erase(suggestions_.begin(), suggestions_.begin() + static_cast<std::ptrdiff_t>(e->binders.size()));
    return out;
  }
  const Verdict v = decided(substituted(e, env));
  const auto* proved = std::get_if<Proved>(&v);
  const auto* refuted = std::get_if<Refuted>(&v);
  const std::optional<Witness> witness = wanted && proved     ? proved->witness()
                                         : !wanted && refuted ? refuted->witness()
                                                              : std::nullopt;
  if (!witness || witness->values.size() < e->binders.size())
    throw NoCertificate("an inner quantifier has no witness that could be stated");
  for (std::size_t i = 0; i < e->binders.size(); ++i) {
    const auto q = Rational::parse(witness->values[i].second);
    if (!q) throw NoCertificate("the witness is not rational");
    out.push_back(*q);
  }
  return out;
}

void Prover::existential(const Expr& e, bool wanted, const Environment& env) {
  if (first(env, Kind::box)) throw NoCertificate("an inner `exists` depends on a real variable");
  if (first(env, Kind::integers))
    return with_integers_fixed(env, [&](const Environment& next) { existential(e, wanted, next); });
  const auto values = values_for(e, wanted, env);
  writer_.line("{\"step\":\"witness\",\"values\":" + list_text(values) + "}");
  Environment next = env;
  for (std::size_t i = 0; i < values.size(); ++i) {
    KnownVariable v;
    v.slot = e->binders[i].slot;
    v.value = values[i];
    next.push_back(v);
  }
  if (e->filter) prove(e->filter, true, next);
  prove(e->args[0], wanted, next);
}

std::vector<Rational> Prover::example_of(const Expr& e, const Environment& env) {
  // An element of the domains at which the condition holds: what `exists x in D: F` asks for.
  Node n = *e;
  n.op = Op::exists;
  n.args = {e->filter};
  n.filter = nullptr;
  const Verdict v = decided(substituted(std::make_shared<const Node>(std::move(n)), env));
  const auto* proved = std::get_if<Proved>(&v);
  if (!proved || !proved->witness()) throw NoCertificate("no element was found at which the `where` condition holds");
  std::vector<Rational> out;
  for (const auto& [name, text] : proved->witness()->values) {
    const auto q = Rational::parse(text);
    if (!q) throw NoCertificate("the element at which the `where` condition holds is not rational");
    out.push_back(*q);
  }
  if (out.size() != e->binders.size()) throw NoCertificate("no element was found at which the `where` condition holds");
  return out;
}

}  // namespace posproof
