#include "posproof/decide/extrema.hpp"

#include <algorithm>
#include <queue>

#include "local_form_impl.hpp"
#include "posproof/analysis/block_extremum.hpp"
#include "posproof/analysis/real_range.hpp"
#include "posproof/claim/prepare.hpp"
#include "posproof/claim/print.hpp"
#include "posproof/decide/range.hpp"
#include "posproof/decide/swept.hpp"
#include "shape.hpp"

namespace posproof {
namespace {

constexpr std::size_t most_boxes = 400'000;
constexpr long most_elements = 2'000'000;
constexpr std::size_t shown_places = 16;

struct Question {
  Source source;
  Expr term;
  Binder binder;
};

[[noreturn]] void fail(const Question& q, const char* code, const std::string& message) {
  throw ClaimError(code, message, q.source, Span{0, static_cast<std::uint32_t>(q.source.text.size())});
}

Question parse_question(const std::string& expression, const std::string& over, const std::vector<Definition>& definitions) {
  Question q;
  // One text, so that names, sorts and domains are checked by the language itself.
  q.source = Source{"<range>", "forall " + over + ": (" + expression + ") <= 0", 1, 1};
  const auto prepared = prepare(q.source, definitions);
  const Block block = flatten(prepared.formula);
  if (block.binders.size() != 1 || !block.filters.empty())
    fail(q, "usage", "range wants one variable without a `where` condition");
  q.binder = block.binders[0];
  q.term = block.body->args[0];
  return q;
}

Rational exact_end(const Question& q, const Expr& e) {
  if (!e) fail(q, "usage", "range wants a bounded domain");
  Program program;
  const int id = program.add(e);
  PrecisionScope scope{Bits{256}};
  Evaluator<Number<Ball>> evaluator(program, {}, 1'000'000);
  const auto v = evaluator.real(id);
  if (!v.is_exact()) fail(q, "usage", "range wants exact ends; `" + to_text(e) + "` is no rational number");
  return v.exact();
}

Extreme make_extreme(const Ball& value, int digits) {
  Extreme e;
  e.value = enclose(value, digits + 3);
  e.text = text(value, digits);
  e.reached = is_exact(value) || relative_accuracy_bits(value) >= static_cast<long>(digits * 3.33);
  return e;
}

Extreme from_real(const RealExtremum& x, int digits) {
  Extreme e = make_extreme(x.value, digits);
  for (const auto& s : x.places)
    if (e.places.size() < shown_places) e.places.push_back({s.lower, s.upper});
  return e;
}

Extreme from_sweep(const SweepExtremum& x, int digits) {
  Extreme e = make_extreme(x.value, digits);
  for (auto n : x.places)
    if (e.places.size() < shown_places) e.places.push_back({Rational(static_cast<long>(n)), Rational(static_cast<long>(n))});
  return e;
}

Extrema by_elements(const Question& q, const Integer& lo, const Integer& hi, int digits) {
  if (hi - lo >= most_elements) fail(q, "usage", "more than 2000000 elements, and the term is no trigonometric sum");
  Program program;
  const int id = program.add(q.term);
  const long bits = std::max(64L, digits * 4L + 32);
  PrecisionScope scope{Bits{bits}};
  Evaluator<Number<Ball>> evaluator(program, {}, 1ULL << 40);
  std::optional<Ball> least, most;
  std::vector<std::pair<Integer, Ball>> values;
  for (Integer n = lo; n <= hi; ++n) {
    evaluator.bind(q.binder.slot, Number<Ball>(Rational(n)));
    Ball v = evaluator.real(id).enclosure();
    least = least ? min(*least, v) : v;
    most = most ? max(*most, v) : v;
    values.emplace_back(n, std::move(v));
  }
  Extrema x{make_extreme(*least, digits), make_extreme(*most, digits), "every element (E1)"};
  for (const auto& [n, v] : values) {
    if (possibly(less_equal(v, *least)) && x.minimum.places.size() < shown_places)
      x.minimum.places.push_back({Rational(n), Rational(n)});
    if (possibly(less_equal(*most, v)) && x.maximum.places.size() < shown_places)
      x.maximum.places.push_back({Rational(n), Rational(n)});
  }
  return x;
}

/// A stretch with an enclosure of the term over it.
struct Stretched {
  Side side;
  Rational low;  ///< a lower bound of the term there
};
struct ByLow {
  bool operator()(const Stretched& a, const Stretched& b) const { return a.low > b.low; }
};

/// Least value by branch and bound: stretches whose lower bound exceeds a value that is attained are dropped.
Extreme least(const Question& q, int term, const Program& program, const Side& domain, int digits, bool mirrored) {
  const Bits bits{std::max(64L, digits * 4L + 32)};
  LocalForm<Ball> form(program, {q.binder.slot}, {}, bits);
  PrecisionScope scope{bits};
  const Rational tolerance = Rational(1) / pow(Rational(10), digits + 1);
  std::optional<Rational> attained;
  Rational scale(0);  // of the values at the ends and in the middle
  const auto bounded = [&](const Side& s) -> std::optional<Stretched> {
    const auto v = form.bounds(term, {s});
    if (!is_finite(v)) return Stretched{s, Rational(Integer(-1)) * pow(Rational(2), 1000)};
    return Stretched{s, lower(v.enclosure())};
  };
  const auto try_point = [&](const Rational& at) {
    Side p;
    p.lo = p.hi = at;
    const auto v = form.bounds(term, {p});
    if (!is_finite(v)) return;
    const Rational u = upper(v.enclosure());
    if (!attained || u < *attained) attained = u;
    scale = max(scale, abs(u));
  };
  std::priority_queue<Stretched, std::vector<Stretched>, ByLow> open;
  std::vector<Stretched> done;
  open.push(*bounded(domain));
  for (const auto& at : {domain.lo, domain.hi, (domain.lo + domain.hi) / Rational(2)}) try_point(at);
  // No digit of an extreme that is 0 can be had: it is enclosed to this part of the values elsewhere.
  const Rational least_size = scale / pow(Rational(10), digits + 6);
  std::size_t boxes = 0;
  while (!open.empty() && ++boxes < most_boxes) {
    const Stretched s = open.top();
    const Rational size = attained ? max(abs(*attained), least_size) : Rational(0);
    if (attained && *attained - s.low <= tolerance * (size.sign() > 0 ? size : Rational(1))) break;
    open.pop();
    const Rational at =
        simplest_between(s.side.lo + (s.side.hi - s.side.lo) / Rational(3), s.side.hi - (s.side.hi - s.side.lo) / Rational(3));
    try_point(at);
    for (const bool left : {true, false}) {
      Side half = s.side;
      (left ? half.hi : half.lo) = at;
      auto b = bounded(half);
      if (!attained || b->low <= *attained) open.push(*b);
    }
  }
  if (!attained) fail(q, "not-evaluated", "the term has no finite enclosure on the domain");
  const Rational floor_value = open.empty() ? *attained : std::min(open.top().low, *attained);
  Ball value = Ball::from_bounds(floor_value, *attained);
  if (mirrored) value = -value;
  Extreme e = make_extreme(value, digits);
  std::vector<Place> places;
  while (!open.empty()) {
    if (open.top().low <= *attained) places.push_back({open.top().side.lo, open.top().side.hi});
    open.pop();
  }
  std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) { return a.lower < b.lower; });
  for (const auto& p : places) {
    if (!e.places.empty() && e.places.back().upper == p.lower)
      e.places.back().upper = p.upper;
    else if (e.places.size() < shown_places)
      e.places.push_back(p);
  }
  return e;
}

}  // namespace

Extrema certified_extrema(const std::string& expression, const std::string& over, const std::vector<Definition>& definitions,
                          int digits, const Settings& settings) {
  const Question q = parse_question(expression, over, definitions);
  const auto& d = q.binder.domain;
  if (d.kind == Domain::Kind::set || d.step) fail(q, "usage", "range wants an interval or consecutive integers");
  const Rational lo = exact_end(q, d.lo), hi = exact_end(q, d.hi);
  if (lo > hi) fail(q, "empty-domain", "the domain is empty");
  const bool integers = d.kind == Domain::Kind::integers;
  if (integers && (!lo.is_integer() || !hi.is_integer())) fail(q, "bounds", "the ends of an integer range must be integers");
  if (!integers && (!d.lo_closed || !d.hi_closed))
    fail(q, "usage", "an extremum over an open interval need not exist; write [a, b]");
  std::string why;
  auto sum = Swept::recognise(q.term, q.binder.slot, why);
  if (sum && !sum->is_core()) sum.reset();
  const bool running = sum && sum->is_running();
  try {
    if (sum && !integers && lo < hi) {
      RangeBudget budget;
      budget.jobs = settings.jobs;
      PrecisionScope scope{Bits{std::max(128L, digits * 4L + 64)}};
      const RealRange r = sum->range(lo, hi, digits + 1, budget);
      return {from_real(r.minimum, digits), from_real(r.maximum, digits),
              running ? "sum of running sums: grid by block sweep (S1), refined by S2"
                      : "trigonometric sum: grid by block sweep (B5), refined by R1-R3"};
    }
    const auto first = lo.to_long(), last = hi.to_long();
    if (sum && integers && first && last && *last - *first > 1000) {
      const Bits bits{std::max(64L, digits * 4L + 32)};
      PrecisionScope scope{bits};
      const auto sweep = sum->over(*first, *last);
      return {from_sweep(certified_extremum(*sweep, Extremum::minimum, settings.jobs, bits), digits),
              from_sweep(certified_extremum(*sweep, Extremum::maximum, settings.jobs, bits), digits),
              running ? "sum of running sums: block sweep (S1)" : "trigonometric sum: block sweep (B5)"};
    }
  } catch (const SweepNotApplicable&) {
  }
  try {
    if (integers) return by_elements(q, lo.numerator(), hi.numerator(), digits);
    Program program;
    const int term = program.add(q.term), negative = program.add(make_node(Op::neg, {q.term}));
    Side side;
    side.lo = lo;
    side.hi = hi;
    return {least(q, term, program, side, digits, false), least(q, negative, program, side, digits, true),
            "branch and bound on Taylor forms (V1)"};
  } catch (const Undefined& u) {
    fail(q, u.certain ? u.code : "not-evaluated", u.what + ": `" + to_text(u.node) + "`");
  }
}

}  // namespace posproof
