#include "posproof/decide/cursor.hpp"

#include <algorithm>

#include "posproof/arith/contract.hpp"

namespace posproof {
namespace {
constexpr std::uint64_t bound_budget = 100'000'000;
constexpr long bound_bits = 256;
}  // namespace

Expr term_of(const ElementValue& v, const Program& program) {
  return v.instruction < 0 ? make_number(v.exact) : program[v.instruction].node;
}

ElementValue Segment::innermost(long k) const {
  if (!listed.empty()) return listed[static_cast<std::size_t>(k)];
  return ElementValue{Rational(Integer(first + step * k)), -1};
}

std::vector<ElementValue> Segment::element(long k) const {
  auto values = outer;
  values.push_back(innermost(k));
  return values;
}

Cursor::Cursor(const Program& program, std::vector<Program::Range> ranges)
    : program_(program), ranges_(std::move(ranges)), evaluator_(program, {}, bound_budget) {
  ensure(!ranges_.empty(), "a cursor over no variables");
  for (const auto& r : ranges_)
    ensure(r.kind == Domain::Kind::integers || r.kind == Domain::Kind::set, "a cursor walks integers and sets only");
}

void Cursor::open(std::size_t level) {
  PrecisionScope scope{Bits{bound_bits}};
  const auto& r = ranges_[level];
  Level l;
  if (r.kind == Domain::Kind::set) {
    for (int e : r.elements) {
      const auto v = head(evaluator_.real(e));
      l.listed.push_back(v.is_exact() ? ElementValue{v.exact(), -1} : ElementValue{Rational(0), e});
    }
    const auto exact = [](const ElementValue& v) { return v.instruction < 0; };
    if (std::all_of(l.listed.begin(), l.listed.end(), exact))
      std::sort(l.listed.begin(), l.listed.end(), [](const auto& a, const auto& b) { return a.exact < b.exact; });
  } else {
    l.lo = evaluator_.exact_integer(r.lo, "a lower bound");
    l.endless = r.hi < 0;
    if (!l.endless) l.hi = evaluator_.exact_integer(r.hi, "an upper bound");
    if (r.step >= 0) l.step = evaluator_.exact_integer(r.step, "a step");
    if (l.step <= 0) throw Undefined{program_[r.step].node, "a step must be positive", true, false, "bounds"};
    l.at = l.lo;
  }
  levels_.push_back(std::move(l));
}

bool Cursor::done(const Level& l, const Program::Range& r) const {
  if (r.kind == Domain::Kind::set) return l.index >= l.listed.size();
  return !l.endless && l.at > l.hi;
}

void Cursor::bind(std::size_t level) {
  PrecisionScope scope{Bits{bound_bits}};
  const auto& l = levels_[level];
  const auto& r = ranges_[level];
  if (r.kind != Domain::Kind::set) {
    evaluator_.bind(r.slot, Number<Ball>(Rational(l.at)));
    return;
  }
  const auto& v = l.listed[l.index];
  evaluator_.bind(r.slot, number_of(v, evaluator_));
}

/// Moves to a state in which every level is open and the innermost has an element left; false at the end.
bool Cursor::settle() {
  for (;;) {
    while (levels_.size() < ranges_.size()) {
      if (!levels_.empty()) {
        if (done(levels_.back(), ranges_[levels_.size() - 1])) break;
        bind(levels_.size() - 1);
      }
      open(levels_.size());
    }
    if (levels_.size() == ranges_.size() && !done(levels_.back(), ranges_.back())) return true;
    levels_.pop_back();
    if (levels_.empty()) return false;
    auto& l = levels_.back();
    if (ranges_[levels_.size() - 1].kind == Domain::Kind::set)
      ++l.index;
    else
      l.at += l.step;
  }
}

std::optional<Segment> Cursor::next(long most) {
  if (started_ && levels_.empty()) return std::nullopt;
  started_ = true;
  if (!settle()) return std::nullopt;
  Segment s;
  for (std::size_t i = 0; i + 1 < levels_.size(); ++i) {
    const auto& l = levels_[i];
    s.outer.push_back(ranges_[i].kind == Domain::Kind::set ? l.listed[l.index] : ElementValue{Rational(l.at), -1});
  }
  auto& l = levels_.back();
  if (ranges_.back().kind == Domain::Kind::set) {
    const auto left = l.listed.size() - l.index;
    s.count = std::min<long>(most, static_cast<long>(left));
    s.listed.assign(l.listed.begin() + static_cast<long>(l.index), l.listed.begin() + static_cast<long>(l.index) + s.count);
    l.index += static_cast<std::size_t>(s.count);
    return s;
  }
  s.first = l.at;
  s.step = l.step;
  s.count = most;
  if (!l.endless) {
    const Integer left = (l.hi - l.at) / l.step + 1;
    if (left < most) s.count = left.get_si();
  }
  l.at += l.step * s.count;
  return s;
}

std::optional<Integer> Cursor::size() {
  PrecisionScope scope{Bits{bound_bits}};
  SlotSet own = 0;
  for (const auto& r : ranges_) own |= slot_bit(r.slot);
  Integer n = 1;
  for (const auto& r : ranges_) {
    if (r.kind == Domain::Kind::set) {
      n *= static_cast<unsigned long>(r.elements.size());
      continue;
    }
    if (r.hi < 0 || ((program_[r.lo].free | program_[r.hi].free) & own) != 0) return std::nullopt;
    const Integer step = r.step < 0 ? Integer(1) : evaluator_.exact_integer(r.step, "a step");
    const Integer width = evaluator_.exact_integer(r.hi, "an upper bound") - evaluator_.exact_integer(r.lo, "a lower bound");
    if (step <= 0 || width < 0) return Integer(0);
    n *= width / step + 1;
  }
  return n;
}

}  // namespace posproof
