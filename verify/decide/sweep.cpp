#include "posproof/decide/sweep.hpp"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <exception>
#include <limits>

#include "posproof/analysis/certified_sweep.hpp"

namespace posproof {
namespace {

using Values = std::vector<ElementValue>;

/// Elements handed to one task, as runs of rows.
struct Chunk {
  std::vector<Segment> segments;
  long count = 0;
};

struct ChunkResult {
  std::uint64_t elements = 0, undecided_filters = 0, walked = 0;
  std::optional<Values> violation;
  std::vector<Values> undecided;
  std::uint64_t undecided_count = 0;
  std::string trouble;
  std::optional<MarginBound> margin;
  Values margin_at;
  long bits = 0;
  Work work;
  bool unsupported = false;
  std::exception_ptr error;
};

constexpr long chunk_cost = 60000;  // work units that a task should take, so that handing it out costs nothing
constexpr std::size_t largest_batch = 128;

void note_margin(std::optional<MarginBound>& best, Values& at, const std::optional<MarginBound>& m, const Values& where) {
  if (!m) return;
  if (!best) {
    best = m;
    at = where;
    return;
  }
  if (m->lower < best->lower) {
    best->lower = m->lower;
    at = where;
  }
  best->upper = std::min(best->upper, m->upper);
}

template <class R>
ChunkResult walk(ElementDecider<R>& decider, const Chunk& chunk) {
  ChunkResult out;
  const auto before = decider.work();
  try {
    for (const auto& segment : chunk.segments) {
      Values values = segment.outer;
      values.emplace_back();
      for (long k = 0; k < segment.count; ++k) {
        values.back() = segment.innermost(k);
        const auto r = decider.decide(values);
        ++out.walked;
        if (!certainly_not(r.counts)) ++out.elements;
        if (r.counts == Truth::unknown) ++out.undecided_filters;
        out.bits = std::max(out.bits, r.bits);
        out.work.escalations += r.escalations;
        note_margin(out.margin, out.margin_at, r.margin, values);
        if (certainly_not(r.truth)) {
          out.violation = values;
          out.work.evaluations = decider.work() - before;
          return out;
        }
        if (!certainly(r.truth)) {
          if (out.undecided_count++ == 0) out.trouble = r.trouble;
          if (out.undecided.size() < most_listed_undecided) out.undecided.push_back(values);
          if (r.unsupported) {
            out.unsupported = true;
            out.work.evaluations = decider.work() - before;
            return out;
          }
        }
      }
    }
  } catch (...) {
    out.error = std::current_exception();
  }
  out.work.evaluations = decider.work() - before;
  return out;
}

/// Adds a chunk's findings, in order; true when the walk must stop here.
bool merge(SweepResult& total, ChunkResult& part) {
  total.walked += part.walked;
  total.elements += part.elements;
  total.undecided_filters += part.undecided_filters;
  total.bits = std::max(total.bits, part.bits);
  add_work(total.work, part.work);
  note_margin(total.margin, total.margin_at, part.margin, part.margin_at);
  if (part.undecided_count > 0 && total.undecided_count == 0) total.trouble = part.trouble;
  total.undecided_count += part.undecided_count;
  for (auto& u : part.undecided)
    if (total.undecided.size() < most_listed_undecided) total.undecided.push_back(std::move(u));
  if (part.error) std::rethrow_exception(part.error);
  if (part.unsupported) return true;  // no further element will fare better
  if (!part.violation) return false;
  total.violation = std::move(part.violation);
  total.truth = Truth::no;
  return true;
}

std::vector<Chunk> take_chunks(Cursor& cursor, std::size_t how_many, long size, std::uint64_t& allowance) {
  std::vector<Chunk> chunks;
  while (chunks.size() < how_many && allowance > 0) {
    Chunk c;
    while (c.count < size && allowance > 0) {
      const long want = static_cast<long>(std::min<std::uint64_t>(static_cast<std::uint64_t>(size - c.count), allowance));
      auto s = cursor.next(want);
      if (!s) break;
      c.count += s->count;
      allowance -= static_cast<std::uint64_t>(s->count);
      c.segments.push_back(std::move(*s));
    }
    if (c.count == 0) break;
    chunks.push_back(std::move(c));
  }
  return chunks;
}

/// The rest of the domain by a sample: every stride-th element of each row and the last one.
template <class R>
void sample_rest(SweepResult& total, Cursor& cursor, const Integer& left, ElementDecider<R>& decider) {
  constexpr unsigned long wanted = 2000;
  const Integer step = left / wanted + 1;
  const long stride = step.fits_slong_p() ? step.get_si() : std::numeric_limits<long>::max();
  total.sampled = true;
  while (auto s = cursor.next(stride)) {
    Chunk c;
    c.segments.push_back(*s);
    c.segments[0].count = 1;
    if (!s->listed.empty()) c.segments[0].listed.resize(1);
    ChunkResult part = walk(decider, c);
    if (merge(total, part)) return;
    if (s->count < stride && s->count > 1) {
      Segment last = *s;
      last.first = s->first + s->step * (s->count - 1);
      if (!s->listed.empty()) last.listed = {s->listed.back()};
      last.count = 1;
      Chunk end{{last}, 1};
      part = walk(decider, end);
      if (merge(total, part)) return;
    }
  }
  total.exhausted = true;
}

template <class R>
SweepResult sweep_with(const Statement& statement, const std::vector<Program::Range>& ranges, const Settings& settings,
                       std::uint64_t most) {
  SweepResult total;
  Cursor cursor(*statement.program, ranges);
  const auto size = cursor.size();
  std::uint64_t allowance = most == 0 ? ~std::uint64_t{0} : most;
  tbb::enumerable_thread_specific<std::unique_ptr<ElementDecider<R>>> deciders;
  long chunk_size = 1;
  std::size_t batch = 1;
  for (;;) {
    auto chunks = take_chunks(cursor, batch, chunk_size, allowance);
    if (chunks.empty()) {
      total.exhausted = allowance > 0 || (size && Integer(static_cast<unsigned long>(total.walked)) == *size);
      break;
    }
    std::vector<ChunkResult> parts(chunks.size());
    const auto task = [&](std::size_t i) {
      auto& mine = deciders.local();
      if (!mine) mine = std::make_unique<ElementDecider<R>>(statement, settings);
      parts[i] = walk(*mine, chunks[i]);
    };
    if (chunks.size() == 1 || settings.jobs <= 1) {
      for (std::size_t i = 0; i < chunks.size(); ++i) {
        task(i);
        if (parts[i].violation || parts[i].unsupported || parts[i].error) break;
      }
    } else {
      // Isolated: a thread that waits here must not pick up another claim on top of this one.
      tbb::this_task_arena::isolate([&] { tbb::parallel_for(std::size_t{0}, chunks.size(), [&](std::size_t i) { task(i); }); });
    }
    for (auto& p : parts)
      if (merge(total, p)) return total;
    if (settings.progress && size && *size > 0)
      settings.progress("sweep", Rational(Integer(static_cast<unsigned long>(total.walked)), *size).approx_double());
    if (total.work.evaluations > settings.budget) break;
    if (settings.sample_after > 0 && most == 0 && size && total.work.evaluations > settings.sample_after) {
      ElementDecider<R> decider(statement, settings);
      sample_rest(total, cursor, *size - Integer(static_cast<unsigned long>(total.walked)), decider);
      if (total.truth == Truth::no) return total;
      break;
    }
    const auto cost = static_cast<long>(total.work.evaluations / std::max<std::uint64_t>(1, total.walked)) + 1;
    chunk_size = std::clamp(chunk_cost / cost, 1L, 8192L);
    batch = std::min(largest_batch, batch * 2);
  }
  if (total.undecided_count == 0) total.truth = Truth::yes;
  return total;
}

}  // namespace

SweepResult sweep(const Statement& statement, const std::vector<Program::Range>& ranges, const Settings& settings,
                  std::uint64_t most) {
  return settings.kernel == Kernel::arb ? sweep_with<Ball>(statement, ranges, settings, most)
                                        : sweep_with<Interval>(statement, ranges, settings, most);
}

namespace {

bool has_integral(const Program& program) {
  for (int i = 0; i < program.size(); ++i)
    if (program[i].op == Op::integral) return true;
  return false;
}

template <class R>
Recheck recheck_with(const Statement& statement, const std::vector<Values>& elements, Truth expected, const Settings& settings,
                     const std::string& what) {
  Recheck out;
  const auto contradicted = [&] { throw InternalDisagreement("the kernels disagree on " + what); };
  ElementDecider<R> decider(statement, settings, true);
  for (const auto& e : elements) {
    try {
      const auto r = decider.decide(e);
      if (r.truth == expected)
        ++out.checked;
      else if (r.truth == Truth::unknown)
        ++out.undecided;
      else
        contradicted();
    } catch (const Undefined& u) {
      if (!u.unsupported) contradicted();
    }
  }
  out.loop_positions = decider.sampled_loops().checked;
  out.of_loop_positions = decider.sampled_loops().of;
  return out;
}

}  // namespace

Recheck recheck_elements(const Statement& statement, const std::vector<Values>& elements, Truth expected,
                         const Settings& settings, const std::string& what) {
  if (has_integral(*statement.program)) {
    Settings other = settings;
    other.first_bits = settings.first_bits * 3 / 2;
    Recheck out = recheck_with<Ball>(statement, elements, expected, other, what);
    out.same_kernel = true;
    return out;
  }
  // The second kernel has no block sweeps: an element that took one may be out of its reach, and is then not confirmed.
  constexpr std::uint64_t reach = 2'000'000;
  Settings other = settings;
  other.element_budget = std::min(settings.element_budget, reach);
  return recheck_with<Interval>(statement, elements, expected, other, what);
}

Confirmation confirmation_of(const Recheck& r, std::uint64_t of, bool full) {
  using Scope = Confirmation::Scope;
  Confirmation c{r.same_kernel ? "arb" : "mpfi", Scope::none, std::min(r.checked, of), of};
  if (r.checked == 0) return c;
  if (r.same_kernel)
    c.scope = Scope::same_kernel_other_precision;
  else
    c.scope = full && r.undecided == 0 && r.of_loop_positions == 0 ? Scope::full : Scope::sampled;
  if (r.of_loop_positions > 0) {
    c.checked = r.loop_positions;
    c.of = r.of_loop_positions;
  }
  return c;
}

}  // namespace posproof
