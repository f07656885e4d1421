#pragma once
#include "environment.hpp"
#include "evaluate.hpp"
#include "form.hpp"

// What settles a formula without quantifiers: enclosures of the differences of its comparisons (theorem C12), or an identity
// (C13).

namespace check {

class Leaf {
 public:
  Leaf(const Json& line, const Environment& environment)
      : environment_(environment), method_(line.at("method").string()), precision_(bits(line)) {
    std::vector<std::string> keys = {"leaf", "environment", "method", "bits", "differences"};
    const bool taylor = method_ == "taylor";
    if (taylor) {
      keys.insert(keys.end(), {"order", "at"});
      order_ = line.at("order").integer();
      at_ = line.at("at").string();
    }
    line.keys_are(keys);
    if (!taylor && method_ != "points" && method_ != "direct" && method_ != "mean")
      throw Unreadable("no method of version 1: " + method_);
    if (taylor && at_ != "lower" && at_ != "middle" && at_ != "upper") throw Unreadable("no centre of version 1: " + at_);
    if (taylor && (order_ < 1 || order_ > 64)) throw Unreadable("an order outside of 1..64");
    for (const auto& e : line.at("differences").array()) entries_.push_back(entry(e));
    place_variables();
  }

  void decide(const Node& formula, Truth wanted) {
    std::size_t count = 0;
    const auto decision = Evaluator<Number>::formula(formula, [&](const Node& n) {
      return count < entries_.size() ? comparison(n, entries_[count++]) : throw Rejected("fewer differences than comparisons");
    });
    if (count != entries_.size()) throw Rejected("more differences than comparisons");
    for (;;) {
      if (decision() != wanted) throw Rejected("the enclosures do not decide the formula" + place() + " " + numbers_.reason);
      if (!swept_ || sweep_value_ == swept_->hi) return;
      numbers_.variables[swept_->slot] = sweep_value_ += swept_->step;
      ++numbers_.sweep_index;
    }
  }

 private:
  /// What the certificate says about left - right: nothing; or that it is in lo..hi; or that it is (x - c)^zero times what is
  /// in lo..hi.
  struct Entry {
    bool none;
    mpq_class lo, hi;
    std::size_t zero;
  };
  /// A variable that ranges over reals (or integers taken as reals), with the centre c of its expansion.
  struct Range {
    int slot;
    Number all, centre;
  };

  const Environment& environment_;
  std::string method_, at_;
  long order_ = 0;
  Precision precision_;
  std::vector<Entry> entries_;
  std::vector<Range> ranges_;
  const Content* swept_ = nullptr;  ///< the range of integers for `points`, with its present element
  mpq_class sweep_value_;
  Evaluator<Number> numbers_;  ///< at the points, over the box, or at the centre
  std::vector<std::unique_ptr<Evaluator<Jet>>>
      expansions_;  ///< mean: one for each variable; taylor: at the centre, over the box

  static long bits(const Json& line) {
    const long p = line.at("bits").integer();
    return p >= 8 && p <= 16384 ? p + 32 : throw Unreadable("bits outside of 8..16384");
  }
  Entry entry(const Json& json) const {
    if (json.is_null()) return {true, 0, 0, 0};
    const bool with_zero = json.kind == '{';
    if (with_zero) json.keys_are({"zero", "factor"});
    const Json& pair = with_zero ? json.at("factor") : json;
    const long zero = with_zero ? json.at("zero").integer() : 0;
    pair.size_is(2);
    const Entry e{false, read_number(pair.at(0)), read_number(pair.at(1)), static_cast<std::size_t>(zero)};
    if (e.lo > e.hi) throw Rejected("an enclosure whose ends are in the wrong order");
    if (with_zero && (zero < 1 || zero > order_ || (at_ == "middle" && zero % 2)))
      throw Rejected("a zero of this order has no place here");
    return e;
  }
  void place_variables() {
    for (const auto& c : environment_) {
      if (c.kind == "list" || c.no_lo || c.no_hi) throw Rejected("a list of values or an unbounded domain cannot be evaluated");
      numbers_.variables[c.slot] = c.lo;
      if (c.kind == "value") continue;
      if (method_ == "points") {
        if (c.kind != "integers" || swept_) throw Rejected("points are values and one range of integers");
        swept_ = &c, sweep_value_ = c.lo;
        numbers_.sweep_slot = c.slot, numbers_.sweep_step = c.step;
        continue;
      }
      if (method_ == "taylor" && (c.kind != "reals" || !ranges_.empty()))
        throw Rejected("Taylor's formula is for one real variable");
      ranges_.push_back({c.slot, Number::between(c.lo, c.hi),
                         at_ == "lower"   ? c.lo
                         : at_ == "upper" ? c.hi
                                          : mpq_class((c.lo + c.hi) / 2)});
      numbers_.variables[c.slot] = method_ == "direct" ? ranges_.back().all : ranges_.back().centre;
    }
    if (method_ == "taylor" && ranges_.empty()) throw Rejected("Taylor's formula is for one real variable");
    for (const auto& r : ranges_) {
      if (method_ == "mean") expand(r, r.all, 1);
      if (method_ == "taylor") expand(r, r.centre, order_), expand(r, r.all, order_);
    }
  }
  /// Jets in one variable at x; the others are anywhere in their ranges.
  void expand(const Range& variable, const Number& x, std::size_t degree) {
    expansions_.push_back(std::make_unique<Evaluator<Jet>>());
    auto& e = *expansions_.back();
    for (const auto& [slot, value] : numbers_.variables) e.variables[slot] = value;
    for (const auto& r : ranges_) e.variables[r.slot] = r.slot == variable.slot ? Jet::variable(x, degree) : Jet(r.all);
  }

  Evaluator<Number>::Formula comparison(const Node& n, const Entry& e) {
    if (e.none && expansions_.empty()) return numbers_.by_value(n);
    return [this, op = n.op, e, enclosed = enclosure(n, e.zero)] {
      try {
        const Number d = enclosed();
        if (e.none) return compared(op, signs(d));
        if (d.lower() < e.lo || d.upper() > e.hi)
          throw Rejected("left - right of " + op + place() + " lies in " + digits(d.lower()) + " .. " + digits(d.upper()) +
                         ", not within the enclosure");
        return compared(op, with_zero(signs(sgn(e.lo), sgn(e.hi)), e.zero));
      } catch (const Undefined& u) {
        numbers_.reason = u.what();
        return e.none ? Truth::undefined : throw Rejected("left - right of " + op + place() + " has no value: " + u.what());
      }
    };
  }
  /// left - right over the environment by the method, or its factor beside (x - c)^zero.
  std::function<Number()> enclosure(const Node& n, std::size_t zero) {
    const auto direct = numbers_.difference(n);
    std::vector<Evaluator<Jet>::Term> jets;
    for (const auto& x : expansions_) jets.push_back(x->difference(n));
    if (method_ != "taylor")
      return [this, direct, jets] {
        Number sum = direct().real();
        for (std::size_t i = 0; i < jets.size(); ++i) sum += jets[i]().real()[1] * (ranges_[i].all - ranges_[i].centre);
        return sum;
      };
    return [this, jets, zero] {
      const Value<Jet> centre = jets[0](), box = jets[1]();
      const Number h = ranges_[0].all - ranges_[0].centre;
      for (std::size_t j = 0; j < zero; ++j)
        if (!centre.real()[j].is(0)) throw Rejected("coefficient " + std::to_string(j) + " is not exactly 0");
      Number sum = box.real()[order_];
      for (std::size_t j = order_; j-- > zero;) sum = sum * h + centre.real()[j];
      return sum;
    };
  }
  /// Signs of (x - c)^zero G: those of G right of c and, up to the power's, left of it; 0 at c itself, if c is in the range.
  Signs with_zero(Signs s, std::size_t zero) const {
    if (zero == 0) return s;
    if (at_ == "upper" && zero % 2) std::swap(s.negative, s.positive);
    const auto real =
        std::find_if(environment_.begin(), environment_.end(), [](const Content& c) { return c.kind == "reals"; });
    s.zero = s.zero || at_ == "middle" || (at_ == "lower" ? real->lo_closed : real->hi_closed);
    return s;
  }
  std::string place() const { return swept_ ? " at " + sweep_value_.get_str() : ""; }
  static std::string digits(const mpq_class& q) {
    std::ostringstream out;
    out << q.get_d();
    return out.str();
  }
};

/// Whether left - right of the comparison is 0 for all values of the environment; false also if that cannot be told. What
/// cannot be told for a bounded range of integers as a whole is told for each of them.
inline bool is_identity(const Node& comparison, const Environment& environment) {
  const Precision precision(128);
  Form::forget();
  Evaluator<Form> forms;
  for (const auto& c : environment) {
    if (c.kind == "list") throw Rejected("a list of values is still open");
    const bool open = c.kind == "reals" && !c.lo_closed, bounded = !c.no_lo && !c.no_hi;
    const int sign = c.no_lo || c.lo < 0 ? -1 : c.lo > 0 || open ? 1 : 0;
    forms.variables[c.slot] =
        c.kind == "value" ? Form(c.lo)
                          : Form::variable(c.slot, sign, bounded ? std::optional(Number::between(c.lo, c.hi)) : std::nullopt);
  }
  try {
    const Value<Form> left = forms.term(*comparison.args[0])(), right = forms.term(*comparison.args[1])(), d = left - right;
    if (comparison.op != "==" && comparison.op != "!=") left.real(), right.real();
    if (d.re.vanishes() && (!d.im || d.im->vanishes())) return true;
  } catch (const Undefined&) {
  }
  for (std::size_t i = 0; i < environment.size(); ++i) {
    const Content& c = environment[i];
    if (c.kind != "integers" || c.no_hi) continue;
    Environment at = environment;
    for (at[i] = fixed(c.slot, c.lo); at[i].lo <= c.hi; at[i].lo += c.step)
      if (!is_identity(comparison, at)) return false;
    return true;
  }
  return false;
}

}  // namespace check
