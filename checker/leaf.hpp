#pragma once
#include "evaluate.hpp"
#include "form.hpp"

// What settles a formula without quantifiers: enclosures of the differences of its comparisons (theorem C12), or an identity
// (C13).

namespace check {

/// What a variable stands for in a goal: a value (lo), integers lo, lo + step, ..., hi, or reals lo..hi; an end that is missing
/// is infinite.
struct Content {
  long slot;
  std::string kind;  ///< value, integers, reals
  std::optional<mpq_class> lo = {}, hi = {};
  mpq_class step = 1;
  bool lo_closed = true, hi_closed = true;
  Number all() const { return hull(Number(*lo), Number(kind == "value" ? *lo : *hi)); }
};
using Environment = std::vector<Content>;

/// As certificates write it.
inline Json written(const Environment& environment) {
  Json all = Json::array();
  for (const auto& c : environment) {
    Json entry = Json::array({c.slot, c.kind, c.lo ? Json(c.lo->get_str()) : Json()});
    if (c.kind != "value") entry.push_back(c.hi ? Json(c.hi->get_str()) : Json());
    if (c.kind == "integers") entry.push_back(c.step.get_str());
    if (c.kind == "reals") entry.push_back(c.lo_closed), entry.push_back(c.hi_closed);
    all.push_back(entry);
  }
  return all;
}

class Leaf {
 public:
  long bits;

  Leaf(const Json& line, const Environment& environment, const Node& formula)
      : bits(integer(line.at("bits"), 8, 16384)), precision_(bits + 32) {
    keys_are(line, {"leaf", "environment", "bits", "sweep", "taylor", "differences"});
    const Json &taylor = line.at("taylor"), &sweep = line.at("sweep");
    if (!taylor.is_null()) size_is(taylor, 3), order_ = integer(taylor[1], 1, 64), centre_ = read_number(taylor[2]);
    std::size_t count = 0;
    read_entries(formula, line.at("differences"), count);
    if (count != line.at("differences").size()) throw Rejected("more differences than comparisons");
    for (const auto& c : environment) {
      if (!c.lo || (c.kind != "value" && !c.hi)) throw Rejected("an unbounded domain cannot be evaluated");
      numbers_.variables[c.slot] = c.all();
      if (sweep == c.slot && c.kind == "integers") swept_ = &c, numbers_.sweep_slot = c.slot, at(*c.lo);
      if (order_ > 0 && taylor[0] == c.slot && c.kind == "reals" && *c.lo <= centre_ && centre_ <= *c.hi) expanded_ = &c;
    }
    if (!swept_ != sweep.is_null() || !expanded_ != taylor.is_null() || (swept_ && expanded_))
      throw Rejected("no such variable to sweep over or to expand in");
    if (!expanded_) return;
    for (const auto& [slot, x] : numbers_.variables) around_.variables[slot] = over_.variables[slot] = x;
    around_.variables[expanded_->slot] = Jet::variable(centre_, order_);
    over_.variables[expanded_->slot] = Jet::variable(expanded_->all(), order_);
    offset_ = expanded_->all() - Number(centre_);
  }

  void decide(const Node& formula, Truth wanted) {
    for (;; at(sweep_value_ + swept_->step)) {
      if (truth(formula, [this](const Node& n) { return compare(n, entries_.at(&n)); }) != wanted)
        throw Rejected("the enclosures do not decide the formula. " + numbers_.reason);
      if (!swept_ || sweep_value_ == *swept_->hi) return;
    }
  }

 private:
  /// What the certificate says about left - right: nothing; or that it is (x - c)^zero times what is in lo..hi.
  struct Entry {
    bool none;
    long zero;
    mpq_class lo, hi;
  };

  Precision precision_;
  long order_ = 0;
  std::map<const Node*, Entry> entries_;  ///< of comparisons
  const Content *swept_ = nullptr, *expanded_ = nullptr;
  mpq_class sweep_value_, centre_;
  Number offset_;                 ///< x - centre
  Evaluator<Number> numbers_;     ///< at a point or over a box
  Evaluator<Jet> around_, over_;  ///< the centre, the box

  Entry entry(const Json& json) const {
    if (json.is_null()) return {true, 0, 0, 0};
    size_is(json, 3);
    const Entry e{false, integer(json[0], 0, order_), read_number(json[1]), read_number(json[2])};
    return e.lo <= e.hi ? e : throw Rejected("an enclosure whose ends are in the wrong order");
  }
  /// In the order of the text.
  void read_entries(const Node& n, const Json& all, std::size_t& count) {
    if (is_relation(n.op))
      entries_[&n] = count < all.size() ? entry(all[count++]) : throw Rejected("fewer differences than comparisons");
    if (!is_relation(n.op))
      for (const auto& a : n.args) read_entries(*a, all, count);
  }
  void at(const mpq_class& x) { charge(100), numbers_.variables[swept_->slot] = sweep_value_ = x; }

  Truth compare(const Node& n, const Entry& e) {
    if (e.none && !expanded_) return numbers_.by_value(n);
    try {
      const Number d = enclosure(n, e.zero);
      if (e.none) return compared(n.op, signs(d));
      if (d.lower() < e.lo || d.upper() > e.hi) throw Rejected("left - right is not within the enclosure, but in " + d.text());
      return compared(n.op, with_zero(signs(e.lo, e.hi), e.zero));
    } catch (const Undefined& u) {
      numbers_.reason = u.what();
      return e.none ? Truth::undefined : throw Rejected(std::string("left - right has no value: ") + u.what());
    }
  }
  /// left - right over the environment, or its factor beside (x - c)^zero by Taylor's formula.
  Number enclosure(const Node& n, long zero) {
    if (!expanded_) return numbers_.difference(n).real();
    const Jet centre = around_.difference(n).real(), over = over_.difference(n).real();
    for (long j = 0; j < zero; ++j)
      if (!centre[j].is(0)) throw Rejected("coefficient " + std::to_string(j) + " is not exactly 0");
    Number sum = over[order_];
    for (long j = order_; j-- > zero;) sum = sum * offset_ + centre[j];
    return sum;
  }
  /// Signs of (x - c)^zero G: those of G right of c and, up to the power's, left of it; 0 at c itself.
  Signs with_zero(const Signs& s, long zero) const {
    if (zero == 0) return s;
    const bool right = centre_ < *expanded_->hi, left = *expanded_->lo < centre_, odd = zero % 2;
    const bool inside = right ? left || expanded_->lo_closed : expanded_->hi_closed;
    return {(right && s.negative) || (left && (odd ? s.positive : s.negative)), s.zero || inside,
            (right && s.positive) || (left && (odd ? s.negative : s.positive))};
  }
};

/// Whether left - right of the comparison is 0 for all values of the environment; false also if that cannot be told. What
/// cannot be told for a bounded range of integers as a whole is told for each of them.
inline bool is_identity(const Node& comparison, const Environment& environment) {
  const Precision precision(128);
  Form::forget();
  Evaluator<Form> forms;
  for (const auto& c : environment) {
    const auto range = c.lo && c.hi ? std::optional(c.all()) : std::nullopt;
    forms.variables[c.slot] = c.kind == "value" ? Form(*c.lo) : Form::variable(c.slot, c.lo, !c.lo_closed, range);
  }
  try {
    const auto d = forms.difference(comparison);
    if (d.re.vanishes() && (!d.im || d.im->vanishes())) return true;
  } catch (const Undefined&) {
  }
  const auto range =
      std::find_if(environment.begin(), environment.end(), [](const Content& c) { return c.kind == "integers"; });
  if (range == environment.end() || !range->hi) return false;
  Environment at = environment;
  for (mpq_class x = *range->lo; x <= *range->hi; x += range->step) {
    at[range - environment.begin()] = {range->slot, "value", x};
    if (!is_identity(comparison, at)) return false;
  }
  return true;
}

}  // namespace check
