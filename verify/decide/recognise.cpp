#include "posproof/decide/recognise.hpp"

#include "posproof/claim/print.hpp"
#include "recognise_parts.hpp"
#include "shape.hpp"

namespace posproof {
namespace {

using detail::affine;
using detail::Affine;
using detail::angle_of;
using detail::Family;
using detail::NotASum;
using detail::one;
using detail::summed;
using detail::times;
using detail::zero;

struct Pieces {
  std::vector<Family> families;
  std::vector<Expr> constants;  ///< terms free of the variable
};

/// Adds factor * e to the pieces.
void collect(const Expr& e, int slot, const Expr& factor, const std::optional<Binder>& loop, Pieces& out) {
  if (!depends_on(e, slot)) {
    const Expr constant = times(factor, e);
    out.constants.push_back(loop ? summed(*loop, constant) : constant);
    return;
  }
  switch (e->op) {
    case Op::neg: collect(e->args[0], slot, make_node(Op::neg, {factor}), loop, out); return;
    case Op::add:
    case Op::sub:
      collect(e->args[0], slot, factor, loop, out);
      collect(e->args[1], slot, e->op == Op::add ? factor : make_node(Op::neg, {factor}), loop, out);
      return;
    case Op::mul: {
      const bool left = !depends_on(e->args[0], slot);
      if (!left && depends_on(e->args[1], slot)) throw NotASum{"a product of two parts that both depend on the variable"};
      collect(e->args[left ? 1 : 0], slot, times(factor, e->args[left ? 0 : 1]), loop, out);
      return;
    }
    case Op::div:
      if (depends_on(e->args[1], slot)) throw NotASum{"a division by the variable"};
      collect(e->args[0], slot, make_node(Op::div, {factor, e->args[1]}), loop, out);
      return;
    case Op::sum:
      if (loop) throw NotASum{"sums inside sums"};
      if (!is_plain_range(e->binders[0].domain, slot)) throw NotASum{"a sum whose range depends on the variable"};
      collect(e->args[0], slot, factor, e->binders[0], out);
      return;
    case Op::call:
      if (e->name == "cos" || e->name == "sin") {
        const Affine a = affine(e->args[0], slot);
        out.families.push_back({loop, factor, a.frequency, a.phase, e->name == "sin"});
        return;
      }
      [[fallthrough]];
    default: throw NotASum{"`" + to_text(e) + "` is no sum of cosines and sines"};
  }
}

Expr rebuilt(const Pieces& pieces, const Expr& variable) {
  Expr total = zero();
  for (const auto& c : pieces.constants) total = make_node(Op::add, {total, c});
  for (const auto& f : pieces.families) {
    const Expr term = times(f.amplitude, make_call(f.sine ? "sin" : "cos", {angle_of(f, variable)}));
    total = make_node(Op::add, {total, f.loop ? summed(*f.loop, term) : term});
  }
  return total;
}

}  // namespace

std::optional<RecognisedSum> recognise_trig_sum(const Expr& term, int slot, std::string& why) {
  return detail::recognised(term, slot, why, [&] {
    Pieces pieces;
    collect(term, slot, one(), std::nullopt, pieces);
    if (pieces.families.empty()) throw NotASum{"no cosine or sine in it"};
    const Expr canonical = rebuilt(pieces, make_variable("n", slot));
    VariableFacts any;
    any.slot = slot;
    Derivation proof = detail::shown(term, canonical, {any});
    auto [sum, count] = detail::counted_sum(pieces.families, pieces.constants, "the sum is empty");
    return RecognisedSum{std::move(sum), count, canonical, std::move(proof)};
  });
}

}  // namespace posproof
