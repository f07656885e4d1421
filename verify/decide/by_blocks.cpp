#include <algorithm>

#include "decider.hpp"
#include "posproof/claim/print.hpp"
#include "posproof/decide/block_path.hpp"

namespace posproof {
namespace {

constexpr std::int64_t worth_blocks = 2000;      // positions from which a block sweep pays
constexpr std::uint64_t most_rows = 4096;        // values of the other variables
constexpr std::size_t confirmed_positions = 32;  // deterministic sample under the second kernel
constexpr std::uint64_t confirmation_cost = 60'000;
constexpr std::uint64_t confirmed_rows = 16;  // values of the other variables that are sampled

std::optional<std::int64_t> exact_bound(const Program& program, int instruction) {
  if (instruction < 0 || program[instruction].free != 0) return std::nullopt;
  PrecisionScope scope{Bits{128}};
  Evaluator<Number<Ball>> evaluator(program, {}, 1'000'000);
  const auto v = evaluator.real(instruction);
  if (!v.is_exact()) return std::nullopt;
  return v.exact().to_long();
}

/// The longest plain integer range among the binders.
std::optional<SweptAxis> longest_axis(const Program& program, const std::vector<Program::Range>& ranges) {
  std::optional<SweptAxis> best;
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    const auto& r = ranges[i];
    if (r.kind != Domain::Kind::integers || r.step >= 0) continue;
    const auto lo = exact_bound(program, r.lo), hi = exact_bound(program, r.hi);
    if (!lo || !hi || *lo > *hi || *hi - *lo + 1 < worth_blocks) continue;
    if (!best || *hi - *lo > best->last - best->first) best = SweptAxis{i, *lo, *hi};
  }
  return best;
}

/// Lexicographic order of witnesses.
bool before(const std::vector<ElementValue>& a, const std::vector<ElementValue>& b) {
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(),
                                      [](const ElementValue& x, const ElementValue& y) { return x.exact < y.exact; });
}

}  // namespace

std::optional<Finding> Decider::by_blocks(const Block& block, const Statement& statement,
                                          const std::vector<Program::Range>& ranges, std::string& why) {
  if (settings_.kernel != Kernel::arb) {
    why = "the second kernel walks element by element";
    return std::nullopt;
  }
  if (!block.filters.empty()) {
    why = "there is a `where` condition";
    return std::nullopt;
  }
  const Program& program = *statement.program;
  const auto axis = longest_axis(program, ranges);
  if (!axis) {
    why = "no variable has " + std::to_string(worth_blocks) + " consecutive integers with fixed ends";
    return std::nullopt;
  }
  std::vector<Program::Range> others;
  SlotSet own = 0;
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    own |= slot_bit(ranges[i].slot);
    if (i != axis->at) others.push_back(ranges[i]);
  }
  for (const auto& r : others)
    for (int b : {r.lo, r.hi, r.step})
      if (b >= 0 && (program[b].free & own) != 0) {
        why = "the domains depend on each other";
        return std::nullopt;
      }

  Finding o;
  o.truth = Truth::yes;
  o.evidence.method = "block sweep";
  o.evidence.theorems = {"E1", "E2"};
  o.evidence.bits = 53;
  Derivation tree{"blocks of consecutive positions, by angle addition", "T14", "", {}};
  std::optional<std::vector<ElementValue>> violation;
  std::vector<ElementValue> nearest;
  std::optional<std::vector<ElementValue>> undecided_at;
  std::int64_t undecided = 0;
  std::uint64_t rows = 0;

  const auto one_row = [&](const std::vector<ElementValue>& values) {
    Expr body = block.body;
    for (std::size_t i = 0, k = 0; i < ranges.size(); ++i) {
      if (i == axis->at) continue;
      body = substitute(body, ranges[i].slot, term_of(values[k++], program));
    }
    auto r = decide_by_blocks(body, ranges[axis->at].slot, axis->first, axis->last, statement.negated, settings_, why);
    if (!r) return false;
    const auto full = [&](std::int64_t n) {
      std::vector<ElementValue> all = values;
      all.insert(all.begin() + static_cast<long>(axis->at), ElementValue{Rational(static_cast<long>(n)), -1});
      return all;
    };
    add_work(o.evidence.work, r->work);
    if (r->violation) {
      auto w = full(*r->violation);
      if (!violation || before(w, *violation)) violation = std::move(w);
    }
    if (r->undecided_count > 0) {
      undecided += r->undecided_count;
      if (!undecided_at && !r->undecided.empty()) undecided_at = full(r->undecided[0]);
    }
    if (r->margin) {
      const auto mine = Rational::parse(r->margin->lower);
      const auto known = o.evidence.margin ? Rational::parse(o.evidence.margin->lower) : std::nullopt;
      if (mine && (!known || *mine < *known)) {
        o.evidence.margin = r->margin;
        if (r->margin_at) nearest = full(*r->margin_at);
      }
    }
    add_theorems(o.evidence.theorems, r->theorems);
    if (tree.hypotheses.empty()) tree.hypotheses = r->recognised;
    return true;
  };

  if (others.empty()) {
    if (!one_row({})) return std::nullopt;
  } else {
    Cursor cursor(program, others);
    while (auto s = cursor.next(1)) {
      if (++rows > most_rows) {
        why = "more than " + std::to_string(most_rows) + " values of the other variables";
        return std::nullopt;
      }
      if (!one_row(s->element(0))) return std::nullopt;
      // With the swept variable innermost, rows come in order: the first violation is the smallest.
      if (violation && axis->at + 1 == ranges.size()) break;
    }
    if (rows == 0) return std::nullopt;
  }

  o.evidence.derivation = std::move(tree);
  if (!nearest.empty()) o.evidence.margin_at = element_text(statement, nearest);
  ElementDecider<Ball> points(statement, settings_);
  if (violation) {
    // The witness is decided again by balls: blocks only said where to look.
    const auto r = points.decide(*violation);
    if (!certainly_not(r.truth))
      throw InternalDisagreement("the block sweep and balls disagree at " + element_text(statement, *violation));
    o.truth = Truth::no;
    o.evidence.bits = r.bits;
    o.evidence.margin.reset();
    o.evidence.margin_at.clear();
    o.witness = witness_of(statement, *violation);
    o.sides = points.sides(*violation, std::max(128L, r.bits));
    if (undecided > 0)
      o.evidence.notes.push_back(std::to_string(undecided) + " position(s) were undecided" +
                                 (undecided_at ? ", first " + element_text(statement, *undecided_at) : "") +
                                 "; a smaller witness may be among them");
  } else if (undecided > 0) {
    o.truth = Truth::unknown;
    o.reason = std::to_string(undecided) + " position(s) undecided" +
               (undecided_at ? ", first " + element_text(statement, *undecided_at) : "");
    o.remedy = "raise the precision with --bits, or settle these positions by a claim of their own";
    if (undecided_at) o.witness = witness_of(statement, *undecided_at);
  }
  if (o.truth != Truth::unknown && settings_.confirm) confirm_blocks(o, statement, ranges, *axis, violation, nearest);
  if (!block.universal) {
    o.truth = !o.truth;
    o.evidence.margin.reset();
  }
  return o;
}

std::string Decider::blocks_plan(const Block& block) const {
  Program program;
  std::vector<Program::Range> ranges;
  make_statement(program, block, ranges);
  std::string why;
  if (!block.filters.empty()) return "element by element, smallest witness first, because there is a `where` condition";
  const auto axis = longest_axis(program, ranges);
  if (!axis)
    return "element by element, smallest witness first, because no variable has " + std::to_string(worth_blocks) +
           " consecutive integers with fixed ends";
  Expr body = block.body;
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    if (i == axis->at) continue;
    // The first element of the other domains shows the form of all rows.
    const auto& r = ranges[i];
    const int first = r.kind == Domain::Kind::set ? (r.elements.empty() ? -1 : r.elements[0]) : r.lo;
    if (first < 0) return "element by element, because another variable has no first element";
    body = substitute(body, r.slot, program[first].node);
  }
  std::string form;
  VariableFacts n;
  n.slot = ranges[axis->at].slot;
  n.integer = true;
  n.lower = Rational(static_cast<long>(axis->first));
  n.upper = Rational(static_cast<long>(axis->last));
  if (!blocks_apply(body, n, !block.universal, why, form)) return "element by element, smallest witness first, because " + why;
  return "block sweep over " + block.binders[axis->at].name + ": " + form +
         " was recognised and the identity prover confirmed it; what blocks leave open goes to balls";
}

/// The second kernel looks at the witness, or at the closest miss, both ends and an even sample of the swept variable.
void Decider::confirm_blocks(Finding& o, const Statement& statement, const std::vector<Program::Range>& ranges,
                             const SweptAxis& axis, const std::optional<std::vector<ElementValue>>& violation,
                             const std::vector<ElementValue>& nearest) {
  std::vector<std::vector<ElementValue>> elements;
  Confirmation c{"mpfi", Confirmation::Scope::full, 0, 1};
  if (violation) {
    elements.push_back(*violation);
  } else {
    c.scope = Confirmation::Scope::sampled;
    c.of = o.evidence.work.cells;
    if (!nearest.empty()) elements.push_back(nearest);
    const auto length = static_cast<std::uint64_t>(axis.last - axis.first + 1);
    const std::uint64_t rows = std::clamp<std::uint64_t>(o.evidence.work.cells / length, 1, confirmed_rows);
    const std::uint64_t cost = (o.evidence.work.evaluations / std::max<std::uint64_t>(1, o.evidence.work.cells) + 1) * rows;
    const auto wanted = static_cast<std::int64_t>(std::clamp<std::uint64_t>(confirmation_cost / cost, 4, confirmed_positions));
    std::vector<Program::Range> others;
    for (std::size_t i = 0; i < ranges.size(); ++i)
      if (i != axis.at) others.push_back(ranges[i]);
    const auto sample = [&](const std::vector<ElementValue>& values) {
      for (std::int64_t k = 0; k < wanted; ++k) {
        const Integer n = Integer(axis.first) + Integer(axis.last - axis.first) * k / (wanted - 1);
        auto all = values;
        all.insert(all.begin() + static_cast<long>(axis.at), ElementValue{Rational(n), -1});
        elements.push_back(std::move(all));
      }
    };
    if (others.empty()) {
      sample({});
    } else {
      Cursor cursor(*statement.program, others);
      for (std::uint64_t row = 0; row < confirmed_rows; ++row) {
        auto s = cursor.next(1);
        if (!s) break;
        sample(s->element(0));
      }
    }
  }
  const auto again = recheck_elements(statement, elements, violation ? Truth::no : Truth::yes, settings_, this_claim());
  c.checked = again.checked;
  if (again.checked == 0) c.scope = Confirmation::Scope::none;
  o.evidence.confirmed_by.push_back(c);
}

}  // namespace posproof
