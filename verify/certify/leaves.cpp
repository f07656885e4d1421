#include <algorithm>

#include "posproof/analysis/certified_sweep.hpp"
#include "posproof/decide/identity.hpp"
#include "prover.hpp"
#include "room.hpp"

namespace posproof {
namespace {

using Kind = KnownVariable::Kind;

constexpr long most_bits = 4096;
constexpr long longest_block = 1024;
constexpr long room_at_points = 2;  // there every careful arithmetic agrees closely

/// What a block of points has seen of one comparison.
struct Seen {
  bool any = false;
  Difference hull;
  void add(const Difference& d) {
    if (!any) hull = d;
    hull.lo = min(hull.lo, d.lo);
    hull.hi = max(hull.hi, d.hi);
    any = true;
  }
};

/// The points from..to of one range (or a single point), as one leaf.
struct Block {
  std::vector<Seen> seen;
  long bits = 0;
  long count = 0;

  void add(const PointResult& r) {
    seen.resize(r.differences.size());
    for (std::size_t i = 0; i < seen.size(); ++i)
      if (r.differences[i]) seen[i].add(*r.differences[i]);
    bits = std::max(bits, r.bits);
    ++count;
  }

  std::string text(const Comparisons& c, const Environment& env) const {
    std::string differences;
    for (std::size_t i = 0; i < c.size(); ++i) {
      if (i > 0) differences += ',';
      const Seen* s = i < seen.size() && seen[i].any ? &seen[i] : nullptr;
      // A comparison whose truth varies within the block is left to the checker, point by point.
      const bool constant = s && relation_over(c.relation(i), s->hull.lo, s->hull.hi) != Truth::unknown;
      if (!constant)
        differences += "null";
      else
        differences += entry_text(0, with_room(s->hull, room_at_points));
    }
    const auto* range = first(env, Kind::integers);
    return evaluate_text(env, bits, range ? std::to_string(range->slot) : "null", "null", differences);
  }
};

Integer elements_of(const KnownVariable& range) { return (range.to - range.from) / range.step + 1; }

}  // namespace

void Prover::contradicted() const {
  throw InternalDisagreement("the certificate of claim " + claim_.id + " contradicts its verdict");
}

bool Prover::identity(const Expr& e, bool wanted, const Environment& env) {
  const bool equality_settles = wanted ? e->op == Op::equal || e->op == Op::less_equal || e->op == Op::greater_equal
                                       : e->op == Op::not_equal || e->op == Op::less || e->op == Op::greater;
  if (!equality_settles) return false;
  if (!prove_equal(e->args[0], e->args[1], facts(env)).proved) return false;
  writer_.leaf("{\"leaf\":\"identity\"," + environment_text(env) + "}");
  return true;
}

bool Prover::has_bounded_boxes(const Environment& env) const {
  return std::all_of(env.begin(), env.end(), [](const auto& v) { return v.kind != Kind::box || (v.lo && v.hi); });
}

void Prover::leaf(const Expr& e, bool wanted, const Environment& env) {
  const auto ranges = count(env, Kind::integers), boxes = count(env, Kind::box);
  if (ranges + boxes == 0) return point(e, wanted, env);
  const auto* range = first(env, Kind::integers);
  if (ranges == 1 && boxes == 0 && !range->endless) return sweep(e, wanted, env, range->slot);
  if (is_relation(e->op)) {
    if (identity(e, wanted, env)) return;
  } else if ((e->op == Op::conj) == wanted && e->op != Op::negation) {
    return connective(e, wanted, env);  // part by part: some may be identities
  }
  if (range) {
    // The shortest is taken apart: long blocks share what does not depend on their variable.
    for (const auto& v : env)
      if (v.kind == Kind::integers && (range->endless || (!v.endless && elements_of(v) < elements_of(*range)))) range = &v;
    const KnownVariable v = *range;
    return each_value(v, env, [&](const Environment& next) { leaf(e, wanted, next); });
  }
  if (!has_bounded_boxes(env)) throw NoCertificate("a statement over an unbounded real domain that is no identity");
  cover(e, wanted, env, 0);
}

void Prover::point(const Expr& e, bool wanted, const Environment& env) {
  Compiled& c = compiled(e);
  c.points.fix(env);
  const PointResult r = c.points.evaluate(-1, {}, most_bits);
  spend(c);
  if (r.truth == truth_of(wanted)) {
    Block block;
    block.add(r);
    block.bits = rounded_bits(block.bits);
    return writer_.leaf(block.text(c.comparisons, env));
  }
  if (r.truth != Truth::unknown) contradicted();
  if (is_relation(e->op)) {
    if (identity(e, wanted, env)) return;
    throw NoCertificate("both sides of a comparison are too close, and no identity settles it");
  }
  connective(e, wanted, env);
}

void Prover::sweep(const Expr& e, bool wanted, const Environment& env, int slot) {
  Compiled& c = compiled(e);
  KnownVariable range = *find(env, slot);
  c.points.fix(env);
  Block block;
  Integer begin = range.from;
  bool tried_identity = !is_relation(e->op);
  // The goal that is left is begin..to. `last`: the block's last point.
  const auto close_block = [&](const Integer& last) {
    if (block.count == 0) return;
    if (last < range.to) split(slot, Rational(last));
    writer_.leaf(block.text(c.comparisons, narrowed(env, slot, begin, last)));
    block = Block{};
    begin = last + range.step;
    spend(c);
  };
  for (Integer at = range.from; at <= range.to; at += range.step) {
    PointResult r = c.points.evaluate(slot, Rational(at), most_bits);
    if (r.truth == Truth::unknown) {
      // A tie: an identity may settle all that is left, or this point as a goal of its own.
      close_block(at - range.step);
      if (!tried_identity && identity(e, wanted, narrowed(env, slot, at, range.to))) return;
      tried_identity = true;
      if (at < range.to) split(slot, Rational(at));
      point(e, wanted, fixed(env, slot, Rational(at)));
      c.points.fix(env);
      begin = at + range.step;
      continue;
    }
    if (r.truth != truth_of(wanted)) contradicted();
    r.bits = rounded_bits(r.bits);
    // A point that needs far more precision than its neighbours should not make all of them pay for it.
    const bool dearer = r.bits > 2 * block.bits || block.bits > 2 * r.bits;
    if (block.count > 0 && (block.count == longest_block || dearer)) close_block(at - range.step);
    block.add(r);
  }
  close_block(range.to);
}

}  // namespace posproof
