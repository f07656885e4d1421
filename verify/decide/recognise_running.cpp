#include "constant_terms.hpp"
#include "posproof/claim/print.hpp"
#include "posproof/claim/walk.hpp"
#include "posproof/decide/identity.hpp"
#include "posproof/decide/recognise.hpp"
#include "recognise_parts.hpp"
#include "shape.hpp"

namespace posproof {
namespace {

using detail::added;
using detail::Affine;
using detail::Family;
using detail::NotASum;
using detail::shown;
using detail::times;

/// shift + factor * sum(outer, |sum(inner.loop, inner.amplitude cis(angle))|).
struct Pieces {
  Expr factor, shift;
  std::optional<Binder> outer;
  Family inner;
  Expr modulus;  ///< as written
  /// Inner sums as written, each with the wave that its canonical form has: cis, or cos and sin when the modulus is a root.
  std::vector<std::pair<Expr, const char*>> sums;
};

/// amplitude * wave(angle) with the wave named cos, sin, cis or exp; angle affine in the variable.
Family wave_of(const Expr& e, int slot, const std::string& wave, Expr amplitude) {
  switch (e->op) {
    case Op::neg: return wave_of(e->args[0], slot, wave, make_node(Op::neg, {amplitude}));
    case Op::mul: {
      const bool left = !depends_on(e->args[0], slot);
      if (!left && depends_on(e->args[1], slot)) throw NotASum{"a product of two parts that both depend on the variable"};
      return wave_of(e->args[left ? 1 : 0], slot, wave, times(amplitude, e->args[left ? 0 : 1]));
    }
    case Op::div:
      if (depends_on(e->args[1], slot)) throw NotASum{"a division by the variable"};
      return wave_of(e->args[0], slot, wave, make_node(Op::div, {amplitude, e->args[1]}));
    case Op::call:
      if (e->name == wave) {
        const Affine a = detail::affine(e->args[0], slot);
        return {std::nullopt, amplitude, a.frequency, a.phase, false};
      }
      if (wave == "cis" && e->name == "exp") {
        const Affine a = detail::affine(e->args[0], slot);
        const Expr i = make_constant("i");
        return {std::nullopt, amplitude, make_node(Op::div, {a.frequency, i}), make_node(Op::div, {a.phase, i}), false};
      }
      [[fallthrough]];
    default: throw NotASum{"`" + to_text(e) + "` is no multiple of " + wave + " of an angle"};
  }
}

/// sum(j, first, last, amplitude wave(angle)), `last` depending on the outer variable.
Family inner_sum(const Expr& e, int slot, int outer, const std::string& wave) {
  if (e->op != Op::sum) throw NotASum{"no sum stands inside the modulus"};
  const Binder& b = e->binders[0];
  if (!is_plain_range(b.domain, slot) || depends_on(b.domain.lo, outer))
    throw NotASum{"the inner sum's range is not of the form first..k + c"};
  Family f = wave_of(e->args[0], slot, wave, detail::one());
  for (const auto& part : {f.amplitude, f.frequency, f.phase})
    if (depends_on(part, outer)) throw NotASum{"terms of the inner sum depend on the outer variable"};
  f.loop = b;
  return f;
}

bool is_square(const Expr& e, Expr& root) {
  if (e->op == Op::pow && e->args[1]->op == Op::number && e->args[1]->number == Rational(2))
    root = e->args[0];
  else if (e->op == Op::mul && same(e->args[0], e->args[1]))
    root = e->args[0];
  else
    return false;
  return true;
}

/// Reads a modulus: |inner sum| or sqrt(cosine sum^2 + sine sum^2).
void modulus(const Expr& e, int slot, int outer, Pieces& out) {
  out.modulus = e;
  if (e->op == Op::call && e->name == "abs") {
    out.inner = inner_sum(e->args[0], slot, outer, "cis");
    out.sums = {{e->args[0], "cis"}};
    return;
  }
  Expr re, im;
  const bool root = (e->op == Op::call && e->name == "sqrt") || (e->op == Op::pow && e->args[1]->op == Op::number &&
                                                                 e->args[1]->number == Rational(Integer(1), Integer(2)));
  if (!root || e->args[0]->op != Op::add || !is_square(e->args[0]->args[0], re) || !is_square(e->args[0]->args[1], im))
    throw NotASum{"`" + to_text(e) + "` is no modulus of a sum"};
  try {
    out.inner = inner_sum(re, slot, outer, "cos");
  } catch (const NotASum&) {
    std::swap(re, im);
    out.inner = inner_sum(re, slot, outer, "cos");
  }
  out.sums = {{re, "cos"}, {im, "sin"}};
}

void collect(const Expr& e, int slot, Pieces& out) {
  if (!depends_on(e, slot)) {
    out.shift = added(out.shift, times(out.factor, e));
    return;
  }
  const auto other_free = [&](std::size_t i) { return !depends_on(e->args[i], slot); };
  switch (e->op) {
    case Op::neg: out.factor = make_node(Op::neg, {out.factor}); return collect(e->args[0], slot, out);
    case Op::add:
    case Op::sub: {
      const bool left = other_free(0);
      if (!left && !other_free(1)) throw NotASum{"two parts that depend on the variable"};
      const Expr minus = make_node(Op::neg, {out.factor});
      const Expr second = e->op == Op::add ? out.factor : minus;
      out.shift = added(out.shift, left ? times(out.factor, e->args[0]) : times(second, e->args[1]));
      if (left) out.factor = second;
      return collect(e->args[left ? 1 : 0], slot, out);
    }
    case Op::mul: {
      const bool left = other_free(0);
      if (!left && !other_free(1)) throw NotASum{"a product of two parts that both depend on the variable"};
      out.factor = times(out.factor, e->args[left ? 0 : 1]);
      return collect(e->args[left ? 1 : 0], slot, out);
    }
    case Op::div:
      if (!other_free(1)) throw NotASum{"a division by the variable"};
      out.factor = make_node(Op::div, {out.factor, e->args[1]});
      return collect(e->args[0], slot, out);
    case Op::sum: {
      const Binder& b = e->binders[0];
      if (!is_plain_range(b.domain, slot)) throw NotASum{"a sum whose range depends on the variable"};
      out.outer = b;
      Expr body = e->args[0];
      // Constant factors of each modulus, the same for all k.
      while ((body->op == Op::mul || body->op == Op::div) && depends_on(body, slot)) {
        const bool left = body->op == Op::mul && !depends_on(body->args[0], slot);
        const Expr& c = body->args[left ? 0 : 1];
        if (depends_on(c, slot) || depends_on(c, b.slot)) throw NotASum{"the moduli have different factors"};
        out.factor = body->op == Op::div ? make_node(Op::div, {out.factor, c}) : times(out.factor, c);
        body = body->args[left ? 1 : 0];
      }
      return modulus(body, slot, b.slot, out);
    }
    default: throw NotASum{"`" + to_text(e) + "` is no sum of moduli"};
  }
}

/// The inner sum in canonical form.
Expr inner_canonical(const Pieces& p, const char* wave, const Expr& variable) {
  return detail::summed(*p.inner.loop, times(p.inner.amplitude, make_call(wave, {detail::angle_of(p.inner, variable)})));
}

/// shift + factor * sum(outer, size).
Expr outer_canonical(const Pieces& p, const Expr& size) {
  const Expr total = times(p.factor, detail::summed(*p.outer, size));
  return p.shift ? make_node(Op::add, {p.shift, total}) : total;
}

Expr replaced(const Expr& e, const Expr& part, const Expr& by) {
  return e == part ? by : map_args(e, [&](const Expr& arg) { return replaced(arg, part, by); });
}

/// -1, 1, or 0 when the sign is not seen.
int sign_of(const Expr& constant) {
  const Signs s = detail::enclosed_signs(constant, detail::sign_bits);
  return !s.may_be(Signs::negative()) ? 1 : s == Signs::negative() ? -1 : 0;
}

long integer_of(const Expr& e) {
  Program program;
  const int id = program.add(e);
  const PrecisionScope scope{Bits{128}};
  Evaluator<Number<Ball>> evaluator(program, {}, 1'000'000);
  const auto n = evaluator.exact_integer(id, "a bound");
  if (!n.fits_slong_p()) throw NotASum{"bounds that are too large"};
  return n.get_si();
}

/// The frequencies that occur: first..last of the longest inner sum. The inner sums must grow by one term at a time from one
/// term (or none), or their sum is not B.
Binder whole_range(const Pieces& p) {
  const Binder& inner = *p.inner.loop;
  VariableFacts any;
  any.slot = p.outer->slot;
  any.integer = true;
  const auto step = exact_value(make_node(Op::sub, {inner.domain.hi, make_variable(p.outer->name, p.outer->slot)}), {any});
  if (!step || !step->is_integer()) throw NotASum{"the inner sum does not end at k + c"};
  const long lo = integer_of(p.outer->domain.lo), hi = integer_of(p.outer->domain.hi), first = integer_of(inner.domain.lo);
  const auto c = step->to_long();
  if (!c || lo > hi) throw NotASum{"the outer sum is empty"};
  const Rational shortest = Rational(lo) + Rational(*c) - Rational(first) + Rational(1);
  if (shortest != Rational(0) && shortest != Rational(1)) throw NotASum{"the first inner sum has neither one term nor none"};
  Binder all = inner;
  all.domain.hi = make_number(Rational(hi) + Rational(*c));
  return all;
}

}  // namespace

std::optional<RecognisedRunningSum> recognise_running_sum(const Expr& term, int slot, std::string& why) {
  return detail::recognised(term, slot, why, [&] {
    Pieces pieces;
    pieces.factor = detail::one();
    collect(term, slot, pieces);
    Derivation proof{"a sum of running sums", "S0", "", {}};
    VariableFacts any, k;
    any.slot = slot;
    k.slot = pieces.outer->slot;
    k.integer = true;
    k.lower = Rational(integer_of(pieces.outer->domain.lo));
    k.upper = Rational(integer_of(pieces.outer->domain.hi));
    const Expr variable = make_variable("s", slot);
    for (const auto& [written, wave] : pieces.sums)
      proof.hypotheses.push_back(shown(written, inner_canonical(pieces, wave, variable), {any, k}));
    // What stands around the modulus: the same with any number m in its place.
    VariableFacts m;
    m.slot = slot;
    const Expr stand_in = make_variable("m", slot);
    proof.hypotheses.push_back(shown(replaced(term, pieces.modulus, stand_in), outer_canonical(pieces, stand_in), {m}));
    const Expr canonical = outer_canonical(pieces, make_call("abs", {inner_canonical(pieces, "cis", variable)}));
    const int sign = sign_of(pieces.factor);
    if (sign == 0) throw NotASum{"the sign of the factor of the moduli is not known"};
    Family all = pieces.inner;
    all.loop = whole_range(pieces);
    all.amplitude = times(sign > 0 ? pieces.factor : make_node(Op::neg, {pieces.factor}), all.amplitude);
    auto [sum, count] = detail::counted_sum({all}, {}, "the sums are empty");
    return RecognisedRunningSum{std::move(sum), count, sign < 0, pieces.shift, canonical, std::move(proof)};
  });
}

}  // namespace posproof
