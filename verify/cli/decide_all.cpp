#include "decide_all.hpp"

#include <fmt/core.h>
#include <tbb/parallel_for.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <thread>

#include "interrupt.hpp"
#include "session.hpp"
#include "terminal.hpp"

namespace posproof {
namespace {

using namespace std::chrono_literals;
constexpr auto tick = 100ms;
constexpr auto patience = 1s;  ///< after Ctrl-C, for cases under way

/// Shared with the deciding thread, which may outlive the call.
struct Job {
  std::vector<Case> cases;
  Settings settings;
  bool plan = false;
  std::optional<CertificatePlan> certificates;

  std::mutex guard;  ///< of everything below
  std::condition_variable changed;
  std::vector<std::optional<ClaimRecord>> records;
  std::set<std::size_t> under_way;
  std::size_t done = 0;
  bool stop = false, ended = false;
  std::exception_ptr failure;
};

void decide_one(Job& w, std::size_t i) {
  {
    const std::lock_guard lock(w.guard);
    if (w.stop) return;
    w.under_way.insert(i);
  }
  ClaimRecord record = decide_case(w.cases[i], w.settings, w.plan, w.certificates ? &*w.certificates : nullptr);
  const std::lock_guard lock(w.guard);
  w.under_way.erase(i);
  w.records[i] = std::move(record);
  ++w.done;
}

void decide_rest(const std::shared_ptr<Job>& w) {
  try {
    if (w->settings.jobs <= 1)
      for (std::size_t i = 0; i < w->cases.size(); ++i) decide_one(*w, i);
    else
      tbb::parallel_for(
          std::size_t{0}, w->cases.size(), [&](std::size_t i) { decide_one(*w, i); }, tbb::simple_partitioner{});
  } catch (...) {
    const std::lock_guard lock(w->guard);
    w->failure = std::current_exception();
  }
  const std::lock_guard lock(w->guard);
  w->ended = true;
  w->changed.notify_all();
}

/// "127 of 301 claims, 12 s, at decay-article/integral-bound".
std::string state_text(const Job& w, const Stopwatch& watch) {
  std::string text = fmt::format("{} of {} claims, {:.0f} s", w.done, w.cases.size(), watch.seconds());
  if (!w.under_way.empty()) text += ", at " + w.cases[*w.under_way.begin()].id.substr(0, 60);
  return text;
}

}  // namespace

Decided decide_all(const std::vector<Case>& cases, const Settings& settings, bool plan,
                   const std::optional<CertificatePlan>& certificates) {
  const auto w = std::make_shared<Job>();
  w->cases = cases;
  w->settings = settings;
  w->plan = plan;
  w->certificates = certificates;
  w->records.resize(cases.size());

  Decided out;
  const InterruptGuard interrupt;
  const Stopwatch watch;
  Progress progress(true);
  std::thread worker(decide_rest, w);
  std::unique_lock lock(w->guard);
  std::optional<std::chrono::steady_clock::time_point> deadline;
  while (!w->changed.wait_for(lock, tick, [&] { return w->ended; })) {
    progress.show(state_text(*w, watch), static_cast<double>(w->done) / static_cast<double>(cases.size()));
    if (interrupt.requested() && !deadline) {
      w->stop = true;
      deadline = std::chrono::steady_clock::now() + patience;
    }
    if (deadline && std::chrono::steady_clock::now() > *deadline) break;
  }
  out.abandoned = !w->ended;
  if (w->failure) {
    lock.unlock();
    worker.join();
    std::rethrow_exception(w->failure);
  }
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (w->records[i])
      out.records.push_back(*w->records[i]);
    else
      out.not_run.push_back(cases[i].id);
  }
  lock.unlock();
  if (out.abandoned)
    worker.detach();
  else
    worker.join();
  return out;
}

}  // namespace posproof
